package dev.presage.evaluator.measure;

import dev.presage.evaluator.match.Question;
import java.time.Instant;
import java.util.Comparator;

/**
 * One scored answer to a question.
 *
 * @param at when the truth closed
 * @param requestId of the request that it answered
 */
public record Answer(Question question, Instant at, String requestId, Score score) {
    private static final Comparator<Answer> BY_ALL_ELSE = Comparator.comparing(
                    (Answer answer) -> answer.question.series().ticker())
            .thenComparing(answer -> answer.question.referenceTime())
            .thenComparing(answer -> answer.question.series().featuresSource())
            .thenComparing(answer -> answer.question.series().horizonBars())
            .thenComparing(answer -> answer.question.series().model())
            .thenComparing(answer -> answer.score.predicted())
            .thenComparing(answer -> answer.score.reference())
            .thenComparing(answer -> answer.score.confidence())
            .thenComparing(answer -> answer.score.truth());

    /** Those that were further off come first; among equals one that can be told apart, so that it doesn't matter which was met first. */
    static int compareWorstFirst(Answer one, Answer other) {
        int order = Double.compare(other.score.relativeError(), one.score.relativeError());
        if (order == 0) {
            order = one.requestId.compareTo(other.requestId);
        }
        return order == 0 ? BY_ALL_ELSE.compare(one, other) : order;
    }
}
