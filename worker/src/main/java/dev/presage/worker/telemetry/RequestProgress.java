package dev.presage.worker.telemetry;

import dev.presage.contract.Topic;
import dev.presage.worker.telemetry.TopicProbe.PartitionOffsets;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** How far the work on the requests topic is: what waits in each partition, and for how long. */
public final class RequestProgress {
    private static final String[] LABELS = {"topic", "partition"};

    private final Clock clock;
    private final Map<Integer, Long> newestTakenMillis = new ConcurrentHashMap<>();
    private volatile List<PartitionOffsets> offsets = List.of();
    private volatile Map<Integer, Double> oldestSeconds = Map.of();
    private volatile long lastContactMillis;
    private volatile Supplier<Set<Integer>> assigned = Set::of;

    /**
     * How far the work on a partition is.
     *
     * @param committed offset up to which outcomes are committed
     * @param end one past the newest request
     * @param oldestSeconds how long the requests taken into work last had waited while others still wait, 0 when none waits
     * @param here whether this worker works on it
     */
    public record PartitionProgress(int partition, long committed, long end, double oldestSeconds, boolean here) {
        /** Requests that wait. */
        public long lag() {
            return Math.max(0, end - committed);
        }
    }

    public RequestProgress(PrometheusRegistry registry, Clock clock) {
        this.clock = clock;
        GaugeWithCallback.builder()
                .name("worker_consumer_lag_records")
                .help("Requests that wait: end offset less committed offset.")
                .labelNames(LABELS)
                .callback(callback -> offsets.forEach(
                        partition -> callback.call((double) partition.lag(), labels(partition.partition()))))
                .register(registry);
        GaugeWithCallback.builder()
                .name("worker_consumer_position_offset")
                .help("Offset up to which outcomes are committed.")
                .labelNames(LABELS)
                .callback(callback -> offsets.forEach(
                        partition -> callback.call((double) partition.committed(), labels(partition.partition()))))
                .register(registry);
        GaugeWithCallback.builder()
                .name("worker_oldest_unprocessed_seconds")
                .help(
                        "Age of the newest request taken into work while others wait in its partition, 0 when none waits.")
                .labelNames(LABELS)
                .callback(callback -> offsets.forEach(partition ->
                        callback.call(oldestSeconds(partition.partition()), labels(partition.partition()))))
                .register(registry);
        GaugeWithCallback.builder()
                .name("worker_broker_last_contact_timestamp_seconds")
                .help("When a broker last answered.")
                .callback(callback -> {
                    if (lastContactMillis > 0) {
                        callback.call(lastContactMillis / 1000.0);
                    }
                })
                .register(registry);
    }

    private static String[] labels(int partition) {
        return new String[] {Topic.REQUESTS.topicName(), Integer.toString(partition)};
    }

    /** As it was when the offsets were seen: what waited then may long be done. */
    private double oldestSeconds(int partition) {
        return newestTakenMillis.containsKey(partition) ? oldestSeconds.getOrDefault(partition, 0.0) : 0;
    }

    /** A request with that timestamp, in ms since 1970, is taken into work. */
    public void taken(int partition, long timestamp) {
        newestTakenMillis.merge(partition, timestamp, Math::max);
    }

    /** The partition is another worker's now; what was taken here tells no longer how far it is. */
    public void released(int partition) {
        newestTakenMillis.remove(partition);
    }

    /** All partitions, as a broker last told; none while none has. */
    public List<PartitionProgress> partitions() {
        Set<Integer> here = assigned.get();
        return offsets.stream()
                .map(partition -> new PartitionProgress(
                        partition.partition(),
                        partition.committed(),
                        partition.end(),
                        oldestSeconds(partition.partition()),
                        here.contains(partition.partition())))
                .toList();
    }

    /** When a broker last answered. */
    public Optional<Instant> lastContact() {
        return lastContactMillis == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(lastContactMillis));
    }

    /** Who tells which partitions this worker works on. */
    public void assigned(Supplier<Set<Integer>> partitions) {
        assigned = partitions;
    }

    /** A broker answered. */
    public void brokerAnswered() {
        lastContactMillis = clock.millis();
    }

    /** A broker told the offsets of all partitions. */
    public void offsetsSeen(List<PartitionOffsets> seen) {
        long now = clock.millis();
        Map<Integer, Double> oldest = new HashMap<>();
        for (PartitionOffsets partition : seen) {
            Long newestTaken = newestTakenMillis.get(partition.partition());
            if (partition.lag() > 0 && newestTaken != null) {
                oldest.put(partition.partition(), Math.max(0, now - newestTaken) / 1000.0);
            }
        }
        oldestSeconds = Map.copyOf(oldest);
        offsets = List.copyOf(seen);
    }
}
