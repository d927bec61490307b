package dev.presage.faults.reliability;

import dev.presage.contract.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Which outcomes requests have, as somebody finds who comes afterwards and reads all that is committed.
 *
 * @param lost how many requests have none
 * @param twice how many outcomes there are beyond one for each request
 * @param wrong the first requests that have none, and the first outcomes that are not the one the request should have
 */
record Ledger(int lost, int twice, List<String> wrong) {
    private static final int MOST_WRONG = 10;

    Ledger {
        wrong = List.copyOf(wrong);
    }

    /** Reads the outcomes of the requests from a first number up to an end. */
    static Ledger of(String bootstrapServers, int first, int end) {
        int[] times = new int[end - first];
        List<String> wrong = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> reader = reader(bootstrapServers)) {
            Map<TopicPartition, Long> ends = reader.endOffsets(reader.assignment());
            while (ends.entrySet().stream().anyMatch(last -> reader.position(last.getKey()) < last.getValue())) {
                for (ConsumerRecord<byte[], byte[]> outcome : reader.poll(Duration.ofMillis(200))) {
                    Request request = Request.in(outcome.value());
                    if (request.number() >= first && request.number() < end) {
                        times[request.number() - first]++;
                        fault(request, outcome).ifPresent(wrong::add);
                    }
                }
            }
        }
        IntStream.range(0, times.length)
                .filter(i -> times[i] == 0)
                .limit(MOST_WRONG)
                .forEach(i -> wrong.add("r-" + (first + i) + " has no outcome"));
        int lost = (int) Arrays.stream(times).filter(n -> n == 0).count();
        int twice = Arrays.stream(times).sum() - (times.length - lost);
        return new Ledger(lost, twice, wrong.stream().limit(MOST_WRONG).toList());
    }

    private static Optional<String> fault(Request request, ConsumerRecord<byte[], byte[]> outcome) {
        boolean refused = outcome.topic().equals(Topic.DEAD_LETTERS.topicName());
        if (refused != request.isRefused()) {
            return Optional.of("r-" + request.number() + " is on " + outcome.topic());
        }
        if (refused && !Arrays.equals(outcome.value(), request.value())) {
            return Optional.of("the dead letter of r-" + request.number() + " differs from it");
        }
        return Optional.empty();
    }

    /** A read_committed reader of predictions and dead letters, from the beginning on. */
    static KafkaConsumer<byte[], byte[]> reader(String bootstrapServers) {
        KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false,
                        "reconnect.backoff.max.ms",
                        200L),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = Stream.of(Topic.PREDICTIONS, Topic.DEAD_LETTERS)
                .flatMap(topic -> IntStream.range(0, topic.partitions())
                        .mapToObj(partition -> new TopicPartition(topic.topicName(), partition)))
                .toList();
        reader.assign(partitions);
        reader.seekToBeginning(partitions);
        return reader;
    }
}
