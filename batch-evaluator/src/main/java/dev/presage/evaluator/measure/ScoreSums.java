package dev.presage.evaluator.measure;

import dev.presage.evaluator.statistics.ExactSums;

/** Sums of {@link Score}s, from which every measure follows. Sums are merged; averages never are. Exact, so order does not matter. */
final class ScoreSums extends ExactSums {
    private static final Sum[] ALL = Sum.values();

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
        super(ALL.length);
    }

    /** Adds the same score several times. */
    void add(Score score, long times) {
        add(Sum.RIGHT, score.right(), times);
        add(Sum.UP, score.up(), times);
        add(Sum.ERROR, score.error(), times);
        add(Sum.ABSOLUTE_ERROR, Math.abs(score.error()), times);
        add(Sum.SQUARED_ERROR, score.error() * score.error(), times);
        add(Sum.RELATIVE_ERROR, score.relativeError(), times);
        add(Sum.UNCHANGED_ERROR, score.unchangedError(), times);
        add(Sum.RELATIVE_UNCHANGED_ERROR, score.unchangedError() / score.truth(), times);
        add(Sum.PREDICTED_RETURN, score.predictedReturn(), times);
        if (score.decided()) {
            double missed = score.confidence() - score.right();
            add(Sum.DECIDED, 1, times);
            add(Sum.DECIDED_RIGHT, score.right(), times);
            add(Sum.CONFIDENCE, score.confidence(), times);
            add(Sum.SQUARED_CONFIDENCE_ERROR, missed * missed, times);
        }
    }

    private void add(Sum sum, double number, long times) {
        add(place(sum), number, times);
    }

    /** Adds the averages of some scores' sums, so that together they weigh as much as one score. */
    void addMeans(ScoreSums other, long scores) {
        for (Sum sum : ALL) {
            add(place(sum), other.value(sum) / scores);
        }
    }

    double value(Sum sum) {
        return value(place(sum));
    }

    @SuppressWarnings("EnumOrdinal") // an EnumMap's way, with the numbers themselves in the array
    private static int place(Sum sum) {
        return sum.ordinal();
    }
}
