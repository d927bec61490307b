package dev.presage.benchmark.latency;

/**
 * How late predictions came at a rate.
 *
 * @param contender by name
 * @param profile {@code WORKER_PROFILE}
 * @param round from 1
 * @param perSecond requests sent a second
 * @param achievedPerSecond predictions read a second
 * @param p50 in ms from the request's intended time to the prediction's receipt, half of them came sooner
 * @param p99 99 of 100 came sooner
 * @param p999 999 of 1,000 came sooner
 * @param max the latest, or what had not come when it was given up
 */
public record Point(
        String contender,
        String profile,
        int round,
        double perSecond,
        double achievedPerSecond,
        double p50,
        double p99,
        double p999,
        double max) {
    private static final double MOST_P99 = 1000;
    private static final double LEAST_ACHIEVED = 0.95;

    /** Whether more comes in than goes out. */
    public boolean isSaturated() {
        return p99 > MOST_P99 || achievedPerSecond < LEAST_ACHIEVED * perSecond;
    }
}
