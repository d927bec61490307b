package dev.presage.worker.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchHistogramTest {
    private final BatchHistogram histogram = new BatchHistogram("seconds", "How long.", 0.1, 1);
    private final BatchHistogram.Series series = histogram.series("normal");

    @Test
    void aBoundIsInItsBucketAndWhatIsBeyondAllOfThemInTheLast() {
        series.observe(0, 1);
        series.observe(0.1, 2);
        series.observe(0.11, 4);
        series.observe(1e9, 8);

        HistogramDataPointSnapshot seen = seen();
        assertThat(seen.getClassicBuckets().stream().map(bucket -> bucket.getUpperBound() + ": " + bucket.getCount()))
                .containsExactly("0.1: 3", "1.0: 4", "Infinity: 8");
        assertThat(seen.getCount()).isEqualTo(15);
        assertThat(seen.getSum()).isEqualTo(0.2 + 0.44 + 8e9);
    }

    @Test
    void everyModelStartsAtZeroAndKeepsItsSeries() {
        assertThat(seen().getCount()).isZero();
        assertThat(histogram.series("normal")).isSameAs(series);
    }

    @Test
    void losesNothingOfWhatSeveralThreadsObserve() {
        IntStream.range(0, 100_000).parallel().forEach(i -> series.observe(0.5, 2));

        assertThat(seen().getCount()).isEqualTo(200_000);
        assertThat(seen().getSum()).isEqualTo(100_000);
    }

    private HistogramDataPointSnapshot seen() {
        return histogram.collect().getDataPoints().get(0);
    }
}
