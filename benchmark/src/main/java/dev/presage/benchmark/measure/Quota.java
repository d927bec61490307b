package dev.presage.benchmark.measure;

import java.time.Duration;

/**
 * How much of a topic is drained.
 *
 * @param warmUp records before those that count: a cold just-in-time compiler halves the figures
 * @param measured records that count
 * @param tail room for the last commit that counts, as a share of what counts: it must come in full flow and not in the trickle at a
 *     topic's end
 * @param timeOut for all of it
 */
public record Quota(long warmUp, long measured, double tail, Duration timeOut) {
    /** With a tail for one process, which has all partitions at the same time. */
    public Quota(long warmUp, long measured, Duration timeOut) {
        this(warmUp, measured, 0.05, timeOut);
    }

    /** How many records the topic must hold. */
    public long loaded() {
        return warmUp + measured + (long) Math.ceil(tail * measured);
    }

    /** No more than that many of either. */
    public Quota atMost(long most) {
        return new Quota(Math.min(warmUp, most), Math.min(measured, most), tail, timeOut);
    }
}
