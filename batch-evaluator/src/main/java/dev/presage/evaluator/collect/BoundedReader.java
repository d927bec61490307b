package dev.presage.evaluator.collect;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads what a topic holds at the moment of asking: committed records from a time on, up to the offsets where the partitions then
 * end. An open transaction ends a partition; what it hides is not waited for.
 */
final class BoundedReader {
    private final KafkaConnection kafka;
    private final Progress progress;

    BoundedReader(KafkaConnection kafka, Progress progress) {
        this.kafka = kafka;
        this.progress = progress;
    }

    /**
     * What was read.
     *
     * @param intakes of the partitions, in their order
     */
    record Reading<I extends Intake>(TopicRead read, List<I> intakes) {}

    /**
     * Reads a topic, its partitions in parallel.
     *
     * @param from records stamped earlier may be left out; others may be read, so the intakes filter by what the messages say
     * @param intakes makes what takes in the records of a partition, all of them on one thread
     */
    <I extends Intake> Reading<I> read(String topic, Instant from, IntFunction<I> intakes)
            throws KafkaUnavailableException {
        List<PartitionRange> ranges = ranges(topic, from);
        List<I> ofPartitions = read(topic, ranges, intakes);
        return new Reading<>(TopicRead.of(topic, ranges, ofPartitions), ofPartitions);
    }

    /** The same of ranges that were asked for before. */
    <I extends Intake> List<I> read(String topic, List<PartitionRange> ranges, IntFunction<I> intakes)
            throws KafkaUnavailableException {
        try {
            List<I> ofPartitions = ranges.stream()
                    .map(range -> intakes.apply(range.partition()))
                    .toList();
            progress.begin(
                    "reading " + topic,
                    ranges.stream().mapToLong(PartitionRange::offsets).sum());
            try {
                readInParallel(shares(topic, ranges, ofPartitions));
            } finally {
                progress.end();
            }
            return ofPartitions;
        } catch (KafkaException e) {
            throw kafka.unavailable(e);
        }
    }

    /**
     * What there is to read of a topic now.
     *
     * @param from records stamped earlier may be left out. A timestamp bounds from below only: a commit marker carries the broker's clock,
     *     so as an upper bound it may cut off records
     */
    List<PartitionRange> ranges(String topic, Instant from) throws KafkaUnavailableException {
        try (KafkaConsumer<byte[], ByteBuffer> consumer = kafka.consumer()) {
            List<TopicPartition> partitions = KafkaConnection.partitions(consumer, topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .sorted(Comparator.comparingInt(TopicPartition::partition))
                    .toList();
            // Without it the client warns, for each question, of partitions that are not assigned.
            consumer.assign(partitions);
            Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            Map<TopicPartition, OffsetAndTimestamp> stamped = from.toEpochMilli() <= 0
                    ? Map.of()
                    : consumer.offsetsForTimes(
                            partitions.stream().collect(Collectors.toMap(p -> p, p -> from.toEpochMilli())));
            List<PartitionRange> ranges = new ArrayList<>();
            for (TopicPartition partition : partitions) {
                long beginning = beginnings.getOrDefault(partition, 0L);
                long end = Math.max(beginning, ends.getOrDefault(partition, 0L));
                OffsetAndTimestamp first = stamped.get(partition);
                long start = from.toEpochMilli() <= 0 ? beginning : first == null ? end : first.offset();
                ranges.add(new PartitionRange(
                        partition.partition(), beginning, Math.max(beginning, Math.min(start, end)), end));
            }
            return ranges;
        } catch (KafkaException e) {
            throw kafka.unavailable(e);
        }
    }

    /** Deals out the partitions that have something to read to as many readers as the machine has processors. */
    private List<ShareReader> shares(String topic, List<PartitionRange> ranges, List<? extends Intake> intakes) {
        List<Map<TopicPartition, ShareReader.Part>> shares = new ArrayList<>();
        int dealt = 0;
        for (int i = 0; i < ranges.size(); i++) {
            PartitionRange range = ranges.get(i);
            if (range.offsets() > 0) {
                if (shares.size() < Runtime.getRuntime().availableProcessors()) {
                    shares.add(new HashMap<>());
                }
                shares.get(dealt++ % shares.size())
                        .put(new TopicPartition(topic, range.partition()), new ShareReader.Part(range, intakes.get(i)));
            }
        }
        return shares.stream()
                .map(share -> new ShareReader(kafka, progress, share))
                .toList();
    }

    private static void readInParallel(List<ShareReader> readers) throws KafkaUnavailableException {
        if (readers.isEmpty()) {
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(readers.size());
        try {
            ExecutorCompletionService<Void> results = new ExecutorCompletionService<>(threads);
            readers.forEach(results::submit);
            for (int i = 0; i < readers.size(); i++) {
                results.take().get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KafkaException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException("reading failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaUnavailableException("reading was interrupted", e);
        } finally {
            threads.shutdownNow();
        }
    }
}
