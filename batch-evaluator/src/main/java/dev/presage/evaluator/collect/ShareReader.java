package dev.presage.evaluator.collect;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Reads some partitions on one thread, with one consumer, each to its end. */
final class ShareReader implements Callable<@Nullable Void> {
    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConnection kafka;
    private final Progress progress;
    private final Map<TopicPartition, Part> parts;

    /** What is read of a partition, and what takes it in. */
    record Part(PartitionRange range, Intake intake) {}

    ShareReader(KafkaConnection kafka, Progress progress, Map<TopicPartition, Part> parts) {
        this.kafka = kafka;
        this.progress = progress;
        this.parts = Map.copyOf(parts);
    }

    @Override
    public @Nullable Void call() {
        try (KafkaConsumer<byte[], ByteBuffer> consumer = kafka.consumer()) {
            Map<TopicPartition, Long> positions = new HashMap<>();
            consumer.assign(parts.keySet());
            parts.forEach((partition, part) -> {
                consumer.seek(partition, part.range.fromOffset());
                positions.put(partition, part.range.fromOffset());
            });
            long lastAdvance = System.nanoTime();
            while (!positions.isEmpty()) {
                take(consumer.poll(POLL));
                if (advance(consumer, positions)) {
                    lastAdvance = System.nanoTime();
                } else if (System.nanoTime() - lastAdvance > kafka.timeout().toNanos()) {
                    throw new TimeoutException("nothing came of " + positions.keySet());
                }
            }
        }
        return null;
    }

    private void take(ConsumerRecords<byte[], ByteBuffer> records) {
        for (TopicPartition partition : records.partitions()) {
            Part part = parts.get(partition);
            if (part == null) {
                throw new IllegalStateException("nobody asked for " + partition);
            }
            for (ConsumerRecord<byte[], ByteBuffer> record : records.records(partition)) {
                if (record.offset() < part.range.endOffset()) {
                    part.intake.accept(record);
                }
            }
        }
    }

    /** Partitions end by position, not by their last record: markers of transactions and aborted records have offsets too. */
    private boolean advance(KafkaConsumer<byte[], ByteBuffer> consumer, Map<TopicPartition, Long> positions) {
        boolean advanced = false;
        for (TopicPartition partition : Set.copyOf(positions.keySet())) {
            long before = positions.getOrDefault(partition, 0L);
            long position = consumer.position(partition);
            if (position > before) {
                advanced = true;
                progress.advance(position - before);
                positions.put(partition, position);
            }
            Part part = parts.get(partition);
            if (part == null || position >= part.range.endOffset()) {
                consumer.pause(Set.of(partition));
                positions.remove(partition);
            }
        }
        return advanced;
    }
}
