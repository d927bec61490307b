package dev.presage.benchmark.latency;

import java.time.Duration;
import java.util.UUID;

/**
 * When each request is meant to be sent: at fixed intervals, however late the answers come. A request that has to wait
 * because of those before it has waited since its own time.
 *
 * @param startNanos of {@link System#nanoTime}, when the first is due
 * @param perSecond how many are due in a second
 * @param warmUp for which what comes back does not count
 * @param measured for which it does
 */
record Schedule(long startNanos, double perSecond, Duration warmUp, Duration measured) {
    /** How many are due in all. */
    long requests() {
        return firstCounted() + (long) (perSecond * measured.toNanos() / 1e9);
    }

    /** The number of the first that counts; the very first is 0. */
    long firstCounted() {
        return (long) (perSecond * warmUp.toNanos() / 1e9);
    }

    /** When the request of that number is due. */
    long dueNanos(long number) {
        return startNanos + (long) (number * 1e9 / perSecond);
    }

    /** An id that holds the number. */
    static UUID id(long run, long number) {
        return new UUID(run, number);
    }
}
