package dev.presage.worker.telemetry;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.DoubleAdder;

/**
 * {@code prediction_confidence}: quantiles of a probability over the last minutes, by model.
 *
 * <p>The library's summary keeps a sketch for values of any size, at 420 ns for each of them. A probability needs none: it is counted in one of
 * 2,000 equal steps from 0 to 1, so quantiles are right to 0.00025. What is recent is settled when somebody asks.
 */
final class ConfidenceSummary implements Collector {
    private static final String NAME = "prediction_confidence";
    private static final double[] QUANTILES = {0.5, 0.9, 0.99};
    private static final int STEPS = 2_000;
    private static final Duration RECENT = Duration.ofMinutes(5);
    private static final Duration BETWEEN_MARKS = Duration.ofSeconds(10);

    private final Clock clock;
    private final Map<String, Series> models = new ConcurrentSkipListMap<>();

    ConfidenceSummary(Clock clock) {
        this.clock = clock;
    }

    /** The series of a model, which begins now. */
    Series series(String modelType) {
        return models.computeIfAbsent(modelType, type -> new Series(clock.millis()));
    }

    @Override
    public String getPrometheusName() {
        return NAME;
    }

    @Override
    public synchronized SummarySnapshot collect() {
        SummarySnapshot.Builder snapshot = SummarySnapshot.builder()
                .name(NAME)
                .help("Confidence of what was predicted, over the last five minutes.");
        models.forEach((type, series) -> snapshot.dataPoint(SummarySnapshot.SummaryDataPointSnapshot.builder()
                .labels(Labels.of("model_type", type))
                .sum(series.sum.sum())
                .count(series.count())
                .quantiles(series.recent(clock.millis()))
                .build()));
        return snapshot.build();
    }

    /** One model's confidences. */
    static final class Series {
        private final AtomicLongArray counts = new AtomicLongArray(STEPS + 1);
        private final DoubleAdder sum = new DoubleAdder();
        private final Deque<Mark> marks = new ArrayDeque<>();

        /** How often each step had been seen by some time; the oldest of the last minutes is what recent counts are counted from. */
        @SuppressWarnings("ArrayRecordComponent") // never compared
        private record Mark(long millis, long[] counts) {}

        private Series(long now) {
            marks.add(new Mark(now, new long[STEPS + 1]));
        }

        /** @param confidence from 0 to 1 */
        void observe(double confidence) {
            counts.getAndIncrement((int) (confidence * STEPS));
            sum.add(confidence);
        }

        private long count() {
            long count = 0;
            for (int step = 0; step <= STEPS; step++) {
                count += counts.get(step);
            }
            return count;
        }

        private Quantiles recent(long now) {
            long[] recent = new long[STEPS + 1];
            for (int step = 0; step <= STEPS; step++) {
                recent[step] = counts.get(step);
            }
            if (now - marks.getLast().millis() >= BETWEEN_MARKS.toMillis()) {
                marks.add(new Mark(now, recent.clone()));
            }
            // the newest mark that is old enough is the one to count from, and those before it are not needed again
            while (marks.size() > 1 && now - second().millis() >= RECENT.toMillis()) {
                marks.removeFirst();
            }
            long total = 0;
            for (int step = 0; step <= STEPS; step++) {
                recent[step] -= marks.getFirst().counts()[step];
                total += recent[step];
            }
            Quantiles.Builder quantiles = Quantiles.builder();
            for (double quantile : QUANTILES) {
                quantiles.quantile(new Quantile(quantile, total == 0 ? Double.NaN : quantile(quantile, recent, total)));
            }
            return quantiles.build();
        }

        private Mark second() {
            Mark first = marks.removeFirst();
            Mark second = marks.getFirst();
            marks.addFirst(first);
            return second;
        }

        /** The middle of the step in which the value of that rank lies. */
        private static double quantile(double quantile, long[] counts, long total) {
            long rank = (long) Math.ceil(quantile * total);
            int step = 0;
            for (long seen = counts[0]; seen < rank; seen += counts[step]) {
                step++;
            }
            return Math.min(1, (step + 0.5) / STEPS);
        }
    }
}
