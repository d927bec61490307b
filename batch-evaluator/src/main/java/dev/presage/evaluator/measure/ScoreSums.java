package dev.presage.evaluator.measure;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Sums of {@link Score}s, from which every measure follows. Sums are merged; averages never are. Exact, so order does not matter. */
final class ScoreSums {
    private final Map<Sum, ExactSum> sums = new EnumMap<>(Sum.class);

    /** What is summed. Of a score that is not {@link Score#decided}, the last four are 0. */
    enum Sum {
        RIGHT,
        UP,
        ERROR,
        ABSOLUTE_ERROR,
        SQUARED_ERROR,
        RELATIVE_ERROR,
        UNCHANGED_ERROR,
        RELATIVE_UNCHANGED_ERROR,
        PREDICTED_RETURN,
        DECIDED,
        DECIDED_RIGHT,
        CONFIDENCE,
        SQUARED_CONFIDENCE_ERROR
    }

    ScoreSums() {
        for (Sum sum : Sum.values()) {
            sums.put(sum, new ExactSum());
        }
    }

    /** Adds the same score several times. */
    void add(Score score, long times) {
        sum(Sum.RIGHT).add(score.right(), times);
        sum(Sum.UP).add(score.up(), times);
        sum(Sum.ERROR).add(score.error(), times);
        sum(Sum.ABSOLUTE_ERROR).add(Math.abs(score.error()), times);
        sum(Sum.SQUARED_ERROR).add(score.error() * score.error(), times);
        sum(Sum.RELATIVE_ERROR).add(score.relativeError(), times);
        sum(Sum.UNCHANGED_ERROR).add(score.unchangedError(), times);
        sum(Sum.RELATIVE_UNCHANGED_ERROR).add(score.unchangedError() / score.truth(), times);
        sum(Sum.PREDICTED_RETURN).add(score.predictedReturn(), times);
        if (score.decided()) {
            double missed = score.confidence() - score.right();
            sum(Sum.DECIDED).add(1, times);
            sum(Sum.DECIDED_RIGHT).add(score.right(), times);
            sum(Sum.CONFIDENCE).add(score.confidence(), times);
            sum(Sum.SQUARED_CONFIDENCE_ERROR).add(missed * missed, times);
        }
    }

    /** Adds the averages of some scores' sums, so that together they weigh as much as one score. */
    void addMeans(ScoreSums other, long scores) {
        sums.forEach((sum, mine) -> mine.add(other.value(sum) / scores));
    }

    void merge(ScoreSums other) {
        sums.forEach((sum, mine) -> mine.merge(other.sum(sum)));
    }

    void write(DataOutput out) throws IOException {
        for (Sum sum : Sum.values()) {
            sum(sum).write(out);
        }
    }

    static ScoreSums read(DataInput in) throws IOException {
        ScoreSums read = new ScoreSums();
        for (Sum sum : Sum.values()) {
            read.sums.put(sum, ExactSum.read(in));
        }
        return read;
    }

    double value(Sum sum) {
        return sum(sum).value();
    }

    private ExactSum sum(Sum sum) {
        return Objects.requireNonNull(sums.get(sum));
    }
}
