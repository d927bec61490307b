package dev.presage.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.presage.contract.Decoded;
import dev.presage.contract.Prediction;
import dev.presage.contract.PredictionJson;
import dev.presage.contract.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Follows {@code predictions} and the dead letters, and takes every outcome down in the ledger. */
final class Outcomes {
    /** On every request, so that a dead letter whose JSON is broken is known too: headers come back untouched. */
    static final String REQUEST_ID_HEADER = "demo.request_id";

    private static final Duration POLL = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Ledger ledger;
    private final Thread thread;

    private Outcomes(KafkaConsumer<byte[], byte[]> consumer, Ledger ledger) {
        this.consumer = consumer;
        this.ledger = ledger;
        this.thread = new Thread(this::follow, "outcomes");
        thread.setDaemon(true);
    }

    static Outcomes follow(String bootstrapServers, Ledger ledger) {
        KafkaConsumer<byte[], byte[]> consumer = consumer(bootstrapServers);
        List<TopicPartition> partitions = partitions(consumer);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Outcomes outcomes = new Outcomes(consumer, ledger);
        outcomes.thread.start();
        return outcomes;
    }

    /** Reads what is committed: with exactly-once, anything else may be taken back. */
    static KafkaConsumer<byte[], byte[]> consumer(String bootstrapServers) {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "isolation.level",
                        "read_committed",
                        "default.api.timeout.ms",
                        "10000"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** Of both topics that outcomes are on. */
    static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
        return Stream.of(Topic.PREDICTIONS, Topic.DEAD_LETTERS)
                .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    private void follow() {
        try (consumer) {
            while (true) {
                consumer.poll(POLL).forEach(this::takeDown);
            }
        } catch (WakeupException e) {
            // stop() asked for it
        }
    }

    private void takeDown(ConsumerRecord<byte[], byte[]> outcome) {
        if (outcome.topic().equals(Topic.DEAD_LETTERS.topicName())) {
            ledger.rejected(requestId(outcome), header(outcome, "dlq.reason"));
        } else {
            ledger.predicted(requestId(outcome));
        }
    }

    /** Whose outcome a record is; empty if that can't be told. */
    static String requestId(ConsumerRecord<byte[], byte[]> outcome) {
        if (outcome.topic().equals(Topic.DEAD_LETTERS.topicName())) {
            return header(outcome, REQUEST_ID_HEADER);
        }
        return outcome.value() != null
                        && PredictionJson.decode(outcome.value()) instanceof Decoded.Accepted<Prediction> accepted
                ? accepted.value().requestId()
                : "";
    }

    /** The text of a record's header, empty if it has none of that name. */
    static String header(ConsumerRecord<byte[], byte[]> outcome, String name) {
        Header header = outcome.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
    }

    void stop() throws InterruptedException {
        consumer.wakeup();
        thread.join();
    }
}
