package dev.presage.worker.topics;

import dev.presage.contract.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads what is committed on a topic, from some time up to now, and nothing that comes later. It belongs to no group and leaves no trace. */
public final class TopicScan {
    private static final Duration POLL = Duration.ofMillis(500);

    private final Map<String, Object> config;

    /** @param kafka settings of the Kafka clients, as they name them */
    public TopicScan(Map<String, Object> kafka) {
        config = new HashMap<>(kafka);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
    }

    /**
     * Hands over each record that was published at or after a time.
     *
     * @throws org.apache.kafka.common.KafkaException if the broker does not answer or refuses
     */
    public void read(Topic topic, Instant since, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            Map<TopicPartition, Long> times = new HashMap<>();
            consumer.partitionsFor(topic.topicName())
                    .forEach(partition -> times.put(
                            new TopicPartition(topic.topicName(), partition.partition()), since.toEpochMilli()));
            Map<TopicPartition, Long> starts = new HashMap<>();
            consumer.offsetsForTimes(times).forEach((partition, start) -> {
                if (start != null) { // else all is older
                    starts.put(partition, start.offset());
                }
            });
            read(consumer, starts, reader);
        }
    }

    /**
     * Hands over each record of some partitions from an offset on; where what lay there is gone, from the first that is still there.
     *
     * @throws org.apache.kafka.common.KafkaException if the broker does not answer or refuses
     */
    public void read(Topic topic, Map<Integer, Long> offsets, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            Map<TopicPartition, Long> starts = new HashMap<>();
            offsets.forEach(
                    (partition, offset) -> starts.put(new TopicPartition(topic.topicName(), partition), offset));
            read(consumer, starts, reader);
        }
    }

    /**
     * The record at a place; empty if none lies there.
     *
     * @throws org.apache.kafka.common.KafkaException if the broker does not answer or refuses
     */
    public Optional<ConsumerRecord<byte[], byte[]>> at(Topic topic, int partition, long offset) {
        TopicPartition place = new TopicPartition(topic.topicName(), partition);
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            if (partition >= consumer.partitionsFor(topic.topicName()).size()) {
                return Optional.empty();
            }
            List<TopicPartition> only = List.of(place);
            consumer.assign(only);
            if (offset < end(consumer.beginningOffsets(only), place)
                    || offset >= end(consumer.endOffsets(only), place)) {
                return Optional.empty();
            }
            consumer.seek(place, offset);
            while (consumer.position(place) <= offset) {
                for (ConsumerRecord<byte[], byte[]> read : consumer.poll(POLL)) {
                    return read.offset() == offset ? Optional.of(read) : Optional.empty();
                }
            }
            return Optional.empty();
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static void read(
            KafkaConsumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> starts,
            Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        Set<TopicPartition> partitions = starts.keySet();
        if (partitions.isEmpty()) {
            return;
        }
        consumer.assign(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        starts.forEach((partition, start) -> consumer.seek(partition, Math.max(start, end(beginnings, partition))));
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < end(ends, partition))) {
            for (ConsumerRecord<byte[], byte[]> read : consumer.poll(POLL)) {
                if (read.offset() < end(ends, new TopicPartition(read.topic(), read.partition()))) {
                    reader.accept(read);
                }
            }
        }
    }

    private static long end(Map<TopicPartition, Long> ends, TopicPartition partition) {
        return ends.getOrDefault(partition, 0L);
    }
}
