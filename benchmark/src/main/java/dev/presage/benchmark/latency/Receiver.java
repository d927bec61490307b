package dev.presage.benchmark.latency;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.presage.benchmark.load.Broker;
import dev.presage.benchmark.load.Topics;
import dev.presage.contract.Topic;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads predictions as soon as they are committed. For one thread. */
final class Receiver implements AutoCloseable {
    private static final int ID_FROM = "{\"request_id\":\"".length();
    private static final int ID_TO = ID_FROM + 36;

    private final Consumer<byte[], byte[]> consumer;

    /** Is told of each prediction. */
    interface Listener {
        /** The prediction that answers the request with that id was read. */
        void received(UUID requestId, long nanos);
    }

    Receiver(Broker broker, Topics topics) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker.bootstrapServers(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = topics.of(Topic.PREDICTIONS);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Waits for predictions, for that long at most. */
    void receive(Duration atMost, Listener listener) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(atMost)) {
            listener.received(requestId(record.value()), System.nanoTime());
        }
    }

    /** Requests and predictions both begin with it. */
    static UUID requestId(byte[] json) {
        return UUID.fromString(new String(json, ID_FROM, ID_TO - ID_FROM, US_ASCII));
    }

    @Override
    public void close() {
        consumer.close();
    }
}
