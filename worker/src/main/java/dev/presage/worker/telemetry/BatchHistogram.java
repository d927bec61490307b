package dev.presage.worker.telemetry;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.DoubleAdder;

/**
 * A histogram with fixed bounds, by model, that takes in many equal values at once: requests that are answered together took equally long.
 * The library's takes one value at a time, at 60 ns each. There are no native buckets.
 */
final class BatchHistogram implements Collector {
    private final String name;
    private final String help;
    private final double[] upperBounds;
    private final Map<String, Series> models = new ConcurrentSkipListMap<>();

    /** @param bounds the upper bounds of the buckets, ascending; one without a bound comes after them */
    BatchHistogram(String name, String help, double... bounds) {
        this.name = name;
        this.help = help;
        this.upperBounds = Arrays.copyOf(bounds, bounds.length + 1);
        this.upperBounds[bounds.length] = Double.POSITIVE_INFINITY;
    }

    /** The series of a model, all at zero when it is new. */
    Series series(String modelType) {
        return models.computeIfAbsent(modelType, type -> new Series());
    }

    @Override
    public String getPrometheusName() {
        return name;
    }

    @Override
    public HistogramSnapshot collect() {
        HistogramSnapshot.Builder snapshot =
                HistogramSnapshot.builder().name(name).help(help);
        models.forEach((type, series) -> snapshot.dataPoint(HistogramDataPointSnapshot.builder()
                .labels(Labels.of("model_type", type))
                .classicHistogramBuckets(series.buckets())
                .sum(series.sum.sum())
                .build()));
        return snapshot.build();
    }

    /** One model's values. Safe for use by several threads. */
    final class Series {
        private final AtomicLongArray counts = new AtomicLongArray(upperBounds.length);
        private final DoubleAdder sum = new DoubleAdder();

        /**
         * Counts a value.
         *
         * @param value finite
         * @param times how often it was seen
         */
        void observe(double value, long times) {
            int bucket = 0;
            while (value > upperBounds[bucket]) {
                bucket++;
            }
            counts.getAndAdd(bucket, times);
            sum.add(value * times);
        }

        private ClassicHistogramBuckets buckets() {
            long[] snapshot = new long[upperBounds.length];
            Arrays.setAll(snapshot, counts::get);
            return ClassicHistogramBuckets.of(upperBounds, snapshot);
        }
    }
}
