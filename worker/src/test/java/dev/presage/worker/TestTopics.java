package dev.presage.worker;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.presage.contract.Decoded.Accepted;
import dev.presage.contract.Prediction;
import dev.presage.contract.PredictionJson;
import dev.presage.contract.PriceBar;
import dev.presage.contract.PriceBarJson;
import dev.presage.contract.Ticker;
import dev.presage.contract.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The topics as producers and readers see them. */
final class TestTopics implements AutoCloseable {
    private final Map<String, Object> kafka;
    private final KafkaProducer<byte[], byte[]> producer;

    TestTopics(String bootstrapServers) {
        kafka = Map.of("bootstrap.servers", bootstrapServers);
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "compression.type",
                        "zstd",
                        "max.request.size",
                        10_000_000,
                        "buffer.memory",
                        50_000_000L),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    void publish(PriceBar bar) {
        send(Topic.PRICES, bar.ticker().symbol(), PriceBarJson.encode(bar));
    }

    void request(@Nullable String key, String json) {
        send(Topic.REQUESTS, key, json.getBytes(UTF_8));
    }

    void send(Topic topic, @Nullable String key, byte[] value) {
        var unused =
                producer.send(new ProducerRecord<>(topic.topicName(), key == null ? null : key.getBytes(UTF_8), value));
    }

    void send(ProducerRecord<byte[], byte[]> record) throws InterruptedException, ExecutionException {
        producer.send(record).get();
    }

    void flush() {
        producer.flush();
    }

    /** All committed records of a topic, as far as it goes now. */
    List<ConsumerRecord<byte[], byte[]>> read(Topic topic) {
        List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        kafka.get("bootstrap.servers"),
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                    .map(partition -> new TopicPartition(topic.topicName(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(read::add);
            }
        }
        return read;
    }

    List<Prediction> predictions() {
        return read(Topic.PREDICTIONS).stream()
                .map(record -> ((Accepted<Prediction>) PredictionJson.decode(record.value())).value())
                .toList();
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        if (header == null) {
            throw new IllegalStateException(name + " is missing from the headers "
                    + Arrays.toString(record.headers().toArray()));
        }
        return new String(header.value(), UTF_8);
    }

    /** Daily bars of a ticker up to a day ago; the same for the same ticker and number. */
    static List<PriceBar> bars(Ticker ticker, int count, Instant lastClose) {
        List<PriceBar> bars = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double close = 100 + 5 * Math.sin(i + ticker.symbol().length());
            bars.add(new PriceBar(
                    ticker,
                    lastClose.minus(Duration.ofDays(count - 1L - i)),
                    close - 0.5,
                    close + 1,
                    close - 1,
                    close,
                    1_000_000 + 1000.0 * (i % 7)));
        }
        return bars;
    }

    @Override
    public void close() {
        producer.close();
    }
}
