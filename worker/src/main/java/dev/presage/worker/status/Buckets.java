package dev.presage.worker.status;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Values counted by size: a histogram, all its series together, or what came between two looks at it.
 *
 * @param upperBounds of the buckets, ascending; the last is infinite. Empty while there is no series
 * @param counts how many values are in each
 */
record Buckets(List<Double> upperBounds, List<Double> counts) {
    Buckets {
        upperBounds = List.copyOf(upperBounds);
        counts = List.copyOf(counts);
    }

    /** All series of a histogram together. */
    static Buckets of(HistogramSnapshot histogram) {
        List<Double> bounds = new ArrayList<>();
        List<Double> counts = new ArrayList<>();
        for (HistogramDataPointSnapshot series : histogram.getDataPoints()) {
            ClassicHistogramBuckets buckets = series.getClassicBuckets();
            for (int i = 0; i < buckets.size(); i++) {
                if (bounds.size() == i) {
                    bounds.add(buckets.getUpperBound(i));
                    counts.add(0.0);
                }
                counts.set(i, counts.get(i) + buckets.getCount(i));
            }
        }
        return new Buckets(bounds, counts);
    }

    /** What has come since an earlier look at the same histogram. */
    Buckets since(Buckets earlier) {
        List<Double> came = new ArrayList<>(counts);
        for (int i = 0; i < earlier.counts.size(); i++) {
            came.set(i, came.get(i) - earlier.counts.get(i));
        }
        return new Buckets(upperBounds, came);
    }

    /** How many values there are. */
    double total() {
        return inFirst(counts.size());
    }

    /** The first bucket with which a share of all values is reached; -1 without values. */
    private int bucketOf(double share) {
        double rank = share * total();
        double seen = 0;
        for (int i = 0; i < counts.size(); i++) {
            seen += counts.get(i);
            if (counts.get(i) > 0 && seen >= rank) {
                return i;
            }
        }
        return -1;
    }

    /** How many values are in the first so many buckets. */
    private double inFirst(int buckets) {
        return counts.subList(0, buckets).stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    /**
     * The value that a share of all do not exceed, guessed as Prometheus' {@code histogram_quantile} does: values lie evenly in their
     * bucket. Infinite if it is in the last one; empty without values.
     *
     * @param share 0 to 1
     */
    OptionalDouble quantile(double share) {
        int bucket = bucketOf(share);
        if (bucket < 0 || Double.isInfinite(upperBounds.get(bucket))) {
            return bound(share);
        }
        double lower = bucket == 0 ? 0 : upperBounds.get(bucket - 1);
        double part = (share * total() - inFirst(bucket)) / counts.get(bucket);
        return OptionalDouble.of(lower + (upperBounds.get(bucket) - lower) * part);
    }

    /** The bound that a share of all surely do not exceed: that of the bucket which {@link #quantile} guesses in. */
    OptionalDouble bound(double share) {
        int bucket = bucketOf(share);
        return bucket < 0 ? OptionalDouble.empty() : OptionalDouble.of(upperBounds.get(bucket));
    }

    /**
     * The share of values up to one of the bounds; empty without values.
     *
     * @param bound one of the buckets'
     */
    OptionalDouble shareUpTo(double bound) {
        int bucket = Collections.binarySearch(upperBounds, bound);
        if (total() == 0) {
            return OptionalDouble.empty();
        }
        if (bucket < 0) {
            throw new IllegalArgumentException(bound + " is none of the bounds " + upperBounds);
        }
        return OptionalDouble.of(inFirst(bucket + 1) / total());
    }
}
