package dev.presage.benchmark.evaluate;

import dev.presage.evaluator.collect.ScanSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The least that judging predictions can cost: all committed bytes of a topic are read to where it ends, and nothing else is done. */
final class BareScan {
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Object> settings;

    /** With the settings of the evaluator's own consumers. */
    BareScan(String bootstrapServers) {
        this.settings = ScanSettings.consumer(bootstrapServers);
    }

    /** What there was. */
    record Total(long records, long bytes) {
        Total plus(Total other) {
            return new Total(records + other.records, bytes + other.bytes);
        }
    }

    /** Reads a topic with as many threads as the machine has processors, and so does the evaluator. */
    Total read(String topic) throws ExecutionException, InterruptedException {
        List<Map<TopicPartition, Long>> shares = shares(topic);
        ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, shares.size()));
        try {
            List<Future<Total>> reads = new ArrayList<>();
            for (Map<TopicPartition, Long> share : shares) {
                reads.add(threads.submit(() -> readToEnds(share)));
            }
            Total all = new Total(0, 0);
            for (Future<Total> read : reads) {
                all = all.plus(read.get());
            }
            return all;
        } finally {
            threads.shutdownNow();
        }
    }

    /** The partitions' ends, dealt out. */
    private List<Map<TopicPartition, Long>> shares(String topic) {
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            int readers = Math.min(partitions.size(), Runtime.getRuntime().availableProcessors());
            List<Map<TopicPartition, Long>> shares = new ArrayList<>();
            for (int reader = 0; reader < readers; reader++) {
                shares.add(new HashMap<>());
            }
            consumer.endOffsets(partitions).forEach((partition, end) -> shares.get(partition.partition() % readers)
                    .put(partition, end));
            return shares;
        }
    }

    private Total readToEnds(Map<TopicPartition, Long> ends) {
        long records = 0;
        long bytes = 0;
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            List<TopicPartition> left = new ArrayList<>(ends.keySet());
            while (!left.isEmpty()) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    records++;
                    bytes += record.value().length;
                }
                left.removeIf(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
            }
        }
        return new Total(records, bytes);
    }

    private Consumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
