package dev.presage.worker.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.presage.worker.TestClock;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConfidenceSummaryTest {
    private final TestClock clock = new TestClock(Instant.parse("2017-03-01T22:00:00Z"));
    private final ConfidenceSummary summary = new ConfidenceSummary(clock);
    private final ConfidenceSummary.Series series = summary.series("normal");

    @Test
    void itsQuantilesAreThoseOfTheSortedValues() {
        double[] values = new Random(1).doubles(10_000).toArray();
        Arrays.stream(values).forEach(series::observe);

        Arrays.sort(values);
        assertThat(quantile(0.5)).isCloseTo(values[4_999], within(0.0003));
        assertThat(quantile(0.9)).isCloseTo(values[8_999], within(0.0003));
        assertThat(quantile(0.99)).isCloseTo(values[9_899], within(0.0003));
        assertThat(point().getCount()).isEqualTo(10_000);
        assertThat(point().getSum()).isCloseTo(Arrays.stream(values).sum(), within(1e-6));
    }

    @Test
    void takesBothEndsOfTheScale() {
        series.observe(0);
        assertThat(quantile(0.99)).isCloseTo(0, within(0.0003));
        series.observe(1);
        assertThat(quantile(0.99)).isEqualTo(1);
    }

    @Test
    void forgetsWhatIsNotRecentButKeepsItsCount() {
        series.observe(0.6);
        assertThat(quantile(0.5)).isCloseTo(0.6, within(0.0003));
        pass(Duration.ofMinutes(4));
        series.observe(0.9);
        assertThat(quantile(0.5)).isCloseTo(0.6, within(0.0003));
        pass(Duration.ofMinutes(2));
        assertThat(quantile(0.5)).isCloseTo(0.9, within(0.0003));
        assertThat(point().getCount()).isEqualTo(2);
        pass(Duration.ofMinutes(5));
        assertThat(quantile(0.5)).isNaN();
    }

    /** Scraped every 15 seconds meanwhile, as Prometheus does. */
    private void pass(Duration duration) {
        Instant end = clock.instant().plus(duration);
        while (clock.instant().isBefore(end)) {
            clock.pass(Duration.ofSeconds(15));
            point();
        }
    }

    private double quantile(double wanted) {
        for (Quantile quantile : point().getQuantiles()) {
            if (quantile.getQuantile() == wanted) {
                return quantile.getValue();
            }
        }
        throw new AssertionError("no quantile " + wanted);
    }

    private SummaryDataPointSnapshot point() {
        return summary.collect().getDataPoints().get(0);
    }
}
