package dev.presage.benchmark.latency;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** What came back of one schedule, and how late. For one thread. */
final class Latencies {
    private static final int SIGNIFICANT_DIGITS = 3;

    private final Schedule schedule;
    private final long run;
    private final Histogram micros = new Histogram(SIGNIFICANT_DIGITS);
    private final long windowStart;
    private final long windowEnd;
    private long counted;
    private long inWindow;

    Latencies(Schedule schedule, long run) {
        this.schedule = schedule;
        this.run = run;
        this.windowStart = schedule.dueNanos(schedule.firstCounted());
        this.windowEnd = windowStart + schedule.measured().toNanos();
    }

    void received(UUID requestId, long nanos) {
        if (requestId.getMostSignificantBits() != run) {
            return; // of an earlier schedule
        }
        if (nanos >= windowStart && nanos < windowEnd) {
            inWindow++;
        }
        long number = requestId.getLeastSignificantBits();
        if (number >= schedule.firstCounted()) {
            counted++;
            micros.recordValue(Math.max(0, (nanos - schedule.dueNanos(number)) / 1000));
        }
    }

    /** Whether all that counts has come back. */
    boolean isComplete() {
        return counted >= schedule.requests() - schedule.firstCounted();
    }

    /** Whether it is that long since the last request was due. */
    boolean isOverdue(Duration patience) {
        return System.nanoTime() > windowEnd + patience.toNanos();
    }

    /** What is lost, or has not come yet, counts as if it came now. */
    void giveUp() {
        long now = System.nanoTime();
        long missing = schedule.requests() - schedule.firstCounted() - counted;
        micros.recordValueWithCount(TimeUnit.NANOSECONDS.toMicros(now - windowEnd), Math.max(0, missing));
    }

    /** Predictions a second, while those that count were due. */
    double achievedPerSecond() {
        return inWindow / (schedule.measured().toNanos() / 1e9);
    }

    /** In ms. */
    double percentile(double percent) {
        return micros.getValueAtPercentile(percent) / 1000.0;
    }
}
