package dev.presage.evaluator.measure;

/**
 * One scored answer to a question.
 *
 * @param requestId of the request that it answered
 */
public record Answer(String requestId, Score score) {
    /** Whether it was less far off than another one; among equals the one with the lesser id is the worse, so that order doesn't matter. */
    boolean isBetterThan(String otherId, Score other) {
        int order = score.equals(other) ? 0 : Double.compare(score.relativeError(), other.relativeError());
        return order < 0 || (order == 0 && requestId.compareTo(otherId) > 0);
    }
}
