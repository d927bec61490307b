package dev.presage.worker.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.worker.TestClock;
import dev.presage.worker.status.RecentTraffic.Traffic;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RecentTrafficTest {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Counter requests = Counter.builder()
            .name("prediction_requests_total")
            .help("Counted.")
            .labelNames("outcome")
            .register(registry);
    private final Histogram endToEnd = Histogram.builder()
            .name(Counts.END_TO_END)
            .help("Measured.")
            .labelNames("model_type")
            .classicUpperBounds(0.5, 1)
            .register(registry);
    private final TestClock clock = new TestClock(Instant.parse("2026-11-26T12:00:00Z"));
    private final RecentTraffic traffic = new RecentTraffic(registry, clock);

    private void fiveSecondsWith(int predicted, int rejected) {
        requests.labelValues("predicted").inc(predicted);
        requests.labelValues("rejected").inc(rejected);
        clock.pass(Duration.ofSeconds(5));
        traffic.remember();
    }

    private Traffic over(Duration duration) {
        return traffic.since(duration, traffic.count());
    }

    @Test
    void tellsWhatHappenedInTheLastMinuteOnly() {
        fiveSecondsWith(1_000_000, 7);
        for (int i = 0; i < 12; i++) {
            fiveSecondsWith(45, 5);
        }

        Traffic minute = over(Duration.ofMinutes(1));

        assertThat(minute.duration()).isEqualTo(Duration.ofMinutes(1));
        assertThat(minute.requestsPerSecond()).isEqualTo(10);
        assertThat(minute.rejected()).isEqualTo(60);
        assertThat(minute.now().rejected()).isEqualTo(67);
    }

    @Test
    void tellsOfTheTimeSinceTheStartWhereThatIsShorter() {
        fiveSecondsWith(100, 0);
        assertThat(over(Duration.ofMinutes(5)).duration()).isEqualTo(Duration.ofSeconds(5));
        assertThat(over(Duration.ofMinutes(5)).requestsPerSecond()).isEqualTo(20);
    }

    @Test
    void aClockThatIsPutBackMakesNoTrafficUp() {
        fiveSecondsWith(1_000_000, 0);
        clock.pass(Duration.ofHours(-1));
        assertThat(over(Duration.ofMinutes(1)).requestsPerSecond()).isZero();

        fiveSecondsWith(50, 0);
        assertThat(over(Duration.ofMinutes(1)).requestsPerSecond()).isEqualTo(10);
    }

    @Test
    void addsUpTheModels() {
        endToEnd.labelValues("earnings").observe(0.7);
        endToEnd.labelValues("normal").observe(0.1);
        clock.pass(Duration.ofSeconds(1));
        assertThat(over(Duration.ofMinutes(1)).histogram(Counts.END_TO_END).shareUpTo(0.5))
                .hasValue(0.5);
    }

    @Test
    void remembersMinutesAndNoMore() {
        for (int i = 0; i < 1_000; i++) {
            fiveSecondsWith(1, 0);
        }
        assertThat(over(Duration.ofDays(1)).duration()).isEqualTo(Duration.ofMinutes(6));
    }
}
