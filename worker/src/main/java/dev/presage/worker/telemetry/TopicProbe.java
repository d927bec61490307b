package dev.presage.worker.telemetry;

import dev.presage.contract.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the broker every few seconds how far the requests topic and the work on it are. Kafka Streams stays RUNNING without a broker, and
 * its own lag vanishes when idle.
 */
public final class TopicProbe implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TopicProbe.class);
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Admin admin;
    private final String group;
    private final IsolationLevel isolation;
    private final RequestProgress progress;
    private final ScheduledExecutorService scheduler;
    private boolean answered = true;

    /**
     * Offsets of one partition of the requests topic.
     *
     * @param end one past the newest record that may be read
     * @param committed the first offset without a committed outcome
     */
    public record PartitionOffsets(int partition, long end, long committed) {
        long lag() {
            return Math.max(0, end - committed);
        }
    }

    /** @param isolation with which the worker reads requests */
    public TopicProbe(Admin admin, String group, IsolationLevel isolation, RequestProgress progress) {
        this.admin = admin;
        this.group = group;
        this.isolation = isolation;
        this.progress = progress;
        this.scheduler = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "topic-probe");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Begins to ask. */
    public void start() {
        Future<?> unused = scheduler.scheduleWithFixedDelay(this::probe, 0, INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void probe() {
        try {
            progress.offsetsSeen(offsets());
            progress.brokerAnswered();
            if (!answered) {
                LOG.info("the broker tells again how far the requests topic is");
            }
            answered = true;
        } catch (ExecutionException | RuntimeException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof AuthorizationException) {
                progress.brokerAnswered(); // a refusal is an answer, too
            }
            if (answered) {
                LOG.atWarn().addKeyValue("error", cause).log("the broker does not tell how far the requests topic is");
            }
            answered = false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<PartitionOffsets> offsets() throws ExecutionException, InterruptedException {
        String topic = Topic.REQUESTS.topicName();
        List<TopicPartition> partitions = admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                .flatMap(description -> description.partitions().stream())
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        Map<TopicPartition, Long> committed = committed();
        Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
        List<TopicPartition> untouched = partitions.stream()
                .filter(partition -> !committed.containsKey(partition))
                .toList();
        if (!untouched.isEmpty()) {
            committed.putAll(offsets(untouched, OffsetSpec.earliest()));
        }
        return partitions.stream()
                .map(partition -> new PartitionOffsets(
                        partition.partition(), ends.getOrDefault(partition, 0L), committed.getOrDefault(partition, 0L)))
                .toList();
    }

    private Map<TopicPartition, Long> committed() throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> committed = new HashMap<>();
        admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get()
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        committed.put(partition, offset.offset());
                    }
                });
        return committed;
    }

    private Map<TopicPartition, Long> offsets(List<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted =
                partitions.stream().collect(Collectors.toMap(Function.identity(), partition -> which));
        Map<TopicPartition, Long> found = new HashMap<>();
        admin.listOffsets(wanted, new ListOffsetsOptions(isolation))
                .all()
                .get()
                .forEach((partition, info) -> found.put(partition, info.offset()));
        return found;
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
