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
        double[] numbers = numbers(score);
        for (int i = 0; i < numbers.length; i++) {
            add(i, numbers[i], times);
        }
    }

    /** What is summed, in the order of {@link Sum}. */
    private static double[] numbers(Score score) {
        double right = score.right();
        double unchanged = score.unchangedError();
        double decided = score.decided() ? 1 : 0;
        double missed = score.confidence() - right;
        return new double[] {
            right,
            score.up(),
            score.error(),
            Math.abs(score.error()),
            score.error() * score.error(),
            score.relativeError(),
            unchanged,
            unchanged / score.truth(),
            score.predictedReturn(),
            decided,
            decided * right,
            decided * score.confidence(),
            decided * missed * missed
        };
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
