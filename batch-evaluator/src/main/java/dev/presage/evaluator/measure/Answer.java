package dev.presage.evaluator.measure;

import dev.presage.evaluator.match.Question;
import java.time.Instant;

/**
 * One scored answer to a question.
 *
 * @param at when the truth closed
 * @param requestId of the request that it answered
 */
public record Answer(Question question, Instant at, String requestId, Score score) {
    /** Those that were further off come first; among equals one that can be told apart, so that it doesn't matter which was met first. */
    static int compareWorstFirst(Answer one, Answer other) {
        int order = Double.compare(other.score.relativeError(), one.score.relativeError());
        if (order == 0) {
            order = one.requestId.compareTo(other.requestId);
        }
        if (order == 0) {
            order = one.question
                    .series()
                    .ticker()
                    .compareTo(other.question.series().ticker());
        }
        return order == 0 ? one.question.referenceTime().compareTo(other.question.referenceTime()) : order;
    }
}
