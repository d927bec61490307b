package dev.presage.worker.status;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Remembers for some minutes what was counted when, to tell what has happened lately. Safe for use by several threads. */
final class RecentTraffic {
    private static final Duration LONGEST = Duration.ofMinutes(6);
    private static final Duration SHORTEST = Duration.ofMillis(1);

    private final PrometheusRegistry registry;
    private final Clock clock;
    private final Deque<Counts> remembered = new ArrayDeque<>();

    /**
     * What happened between two looks.
     *
     * @param duration between them, above zero
     * @param now what had been counted in all at the second
     */
    record Traffic(Duration duration, Counts before, Counts now) {
        /** Requests that got their outcome, a second. */
        double requestsPerSecond() {
            return (now.predicted() - before.predicted() + rejected()) / (duration.toNanos() / 1e9);
        }

        /** Requests that were rejected. */
        double rejected() {
            return now.rejected() - before.rejected();
        }

        Buckets histogram(String name) {
            return now.histogram(name).since(before.histogram(name));
        }
    }

    RecentTraffic(PrometheusRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        Counts unused = count();
    }

    /** To be called every few seconds. */
    synchronized void remember() {
        remembered.addLast(count());
    }

    /** What has been counted up to now; remembered if nothing else is. */
    synchronized Counts count() {
        Counts now = Counts.read(registry, clock.instant());
        // A clock that was put back leaves what was counted in its future behind.
        remembered.removeIf(counts ->
                counts.at().isBefore(now.at().minus(LONGEST)) || counts.at().isAfter(now.at()));
        if (remembered.isEmpty()) {
            remembered.addLast(now);
        }
        return now;
    }

    /** What happened since that long before, or since the first that is remembered if that was later. */
    synchronized Traffic since(Duration duration, Counts now) {
        Counts before = remembered.getFirst();
        for (Counts counts : remembered) {
            if (counts.at().isAfter(now.at().minus(duration))) {
                break;
            }
            before = counts;
        }
        Duration between = Duration.between(before.at(), now.at());
        return new Traffic(between.compareTo(SHORTEST) < 0 ? SHORTEST : between, before, now);
    }
}
