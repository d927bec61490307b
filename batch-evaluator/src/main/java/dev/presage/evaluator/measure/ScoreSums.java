package dev.presage.evaluator.measure;

import org.jspecify.annotations.Nullable;

/** Sums of {@link Score}s, from which every measure follows. Sums are merged; averages never are. Exact, so order does not matter. */
final class ScoreSums {
    /** Bins of equal width over the confidences 0 to 1; the last one holds 1 as well. */
    static final int BINS = 10;

    final ExactSum right = new ExactSum();
    final ExactSum up = new ExactSum();
    final ExactSum error = new ExactSum();
    final ExactSum absoluteError = new ExactSum();
    final ExactSum squaredError = new ExactSum();
    final ExactSum relativeError = new ExactSum();
    final ExactSum unchangedError = new ExactSum();
    final ExactSum squaredConfidenceError = new ExactSum();

    private final @Nullable Bin[] bins = new Bin[BINS];

    /** The decided scores whose confidences lie close together. */
    static final class Bin {
        final ExactSum weight = new ExactSum();
        final ExactSum confidence = new ExactSum();
        final ExactSum right = new ExactSum();
    }

    /** The bin, or null if nothing fell into it. */
    @Nullable
    Bin bin(int index) {
        return bins[index];
    }

    /** Adds the same score several times. */
    void add(Score score, long times) {
        right.add(score.right(), times);
        up.add(score.up(), times);
        error.add(score.error(), times);
        absoluteError.add(Math.abs(score.error()), times);
        squaredError.add(score.error() * score.error(), times);
        relativeError.add(Math.abs(score.error()) / score.truth(), times);
        unchangedError.add(score.unchangedError(), times);
        if (score.decided()) {
            double missed = score.confidence() - score.right();
            squaredConfidenceError.add(missed * missed, times);
            Bin bin = binOf((int) Math.min(BINS - 1, Math.floor(score.confidence() * BINS)));
            bin.weight.add(1, times);
            bin.confidence.add(score.confidence(), times);
            bin.right.add(score.right(), times);
        }
    }

    /** Adds the averages of some scores' sums, so that together they weigh as much as one score. */
    void addMeans(ScoreSums sums, long scores) {
        right.add(sums.right.value() / scores);
        up.add(sums.up.value() / scores);
        error.add(sums.error.value() / scores);
        absoluteError.add(sums.absoluteError.value() / scores);
        squaredError.add(sums.squaredError.value() / scores);
        relativeError.add(sums.relativeError.value() / scores);
        unchangedError.add(sums.unchangedError.value() / scores);
        squaredConfidenceError.add(sums.squaredConfidenceError.value() / scores);
        for (int i = 0; i < BINS; i++) {
            Bin from = sums.bins[i];
            if (from != null) {
                Bin to = binOf(i);
                to.weight.add(from.weight.value() / scores);
                to.confidence.add(from.confidence.value() / scores);
                to.right.add(from.right.value() / scores);
            }
        }
    }

    void merge(ScoreSums other) {
        right.merge(other.right);
        up.merge(other.up);
        error.merge(other.error);
        absoluteError.merge(other.absoluteError);
        squaredError.merge(other.squaredError);
        relativeError.merge(other.relativeError);
        unchangedError.merge(other.unchangedError);
        squaredConfidenceError.merge(other.squaredConfidenceError);
        for (int i = 0; i < BINS; i++) {
            Bin from = other.bins[i];
            if (from != null) {
                Bin to = binOf(i);
                to.weight.merge(from.weight);
                to.confidence.merge(from.confidence);
                to.right.merge(from.right);
            }
        }
    }

    private Bin binOf(int index) {
        Bin bin = bins[index];
        if (bin == null) {
            bin = new Bin();
            bins[index] = bin;
        }
        return bin;
    }
}
