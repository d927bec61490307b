package dev.presage.benchmark.measure;

import java.time.Duration;

/**
 * How much of a topic is drained.
 *
 * @param warmUp records before those that count: a cold just-in-time compiler halves the figures
 * @param measured records that count
 * @param timeOut for all of it
 */
public record Quota(long warmUp, long measured, Duration timeOut) {
    /** Room for the last commit that counts, so that it comes in full flow and not in the trickle at a topic's end. */
    private static final double TAIL = 0.05;

    /** How many records the topic must hold. */
    public long loaded() {
        return warmUp + measured + (long) Math.ceil(TAIL * measured);
    }

    /** No more than that many of either. */
    public Quota atMost(long most) {
        return new Quota(Math.min(warmUp, most), Math.min(measured, most), timeOut);
    }
}
