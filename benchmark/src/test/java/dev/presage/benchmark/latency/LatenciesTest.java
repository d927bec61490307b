package dev.presage.benchmark.latency;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LatenciesTest {
    private static final long RUN = 5;
    private static final long MILLI = 1_000_000;
    private final Schedule schedule = new Schedule(1000 * MILLI, 1000, Duration.ofSeconds(1), Duration.ofSeconds(2));
    private final Latencies latencies = new Latencies(schedule, RUN);

    @Test
    void countsFromTheTimeAtWhichARequestWasMeantToBeSent() {
        assertThat(schedule.requests()).isEqualTo(3000);
        assertThat(schedule.dueNanos(2500)).isEqualTo(3500 * MILLI);

        latencies.received(Schedule.id(RUN, 2500), 3520 * MILLI);

        assertThat(latencies.percentile(50)).isCloseTo(20, within(0.05));
    }

    @Test
    void leavesOutTheWarmUpAndEarlierRuns() {
        latencies.received(Schedule.id(RUN, 999), 9000 * MILLI);
        latencies.received(Schedule.id(RUN - 1, 2500), 9000 * MILLI);

        assertThat(latencies.percentile(100)).isZero();
    }

    @Test
    void isCompleteOnlyWhenAllThatCountsHasComeBack() {
        for (long number = 1000; number < 2999; number++) {
            latencies.received(Schedule.id(RUN, number), schedule.dueNanos(number) + MILLI);
        }
        assertThat(latencies.isComplete()).isFalse();

        latencies.received(Schedule.id(RUN, 2999), schedule.dueNanos(2999) + MILLI);

        assertThat(latencies.isComplete()).isTrue();
        assertThat(latencies.achievedPerSecond()).isCloseTo(1000, within(5.0));
    }

    @Test
    void whatNeverCameCountsAsLate() {
        Schedule past = new Schedule(
                System.nanoTime() - Duration.ofSeconds(10).toNanos(), 10, Duration.ZERO, Duration.ofSeconds(1));
        Latencies lost = new Latencies(past, RUN);
        for (long number = 0; number < 9; number++) {
            lost.received(Schedule.id(RUN, number), past.dueNanos(number) + MILLI);
        }

        lost.giveUp();

        assertThat(lost.percentile(100)).isGreaterThan(8_000);
        assertThat(lost.percentile(50)).isCloseTo(1, within(0.01));
    }

    @Test
    void findsTheIdAtTheFrontOfRequestsAndPredictions() {
        byte[] json = ("{\"request_id\":\"" + Schedule.id(RUN, 77) + "\",\"ticker\":\"AAPL\"}").getBytes(US_ASCII);

        assertThat(Receiver.requestId(json)).isEqualTo(Schedule.id(RUN, 77));
    }
}
