package dev.presage.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.presage.contract.Decoded.Accepted;
import dev.presage.contract.Prediction;
import dev.presage.contract.PredictionJson;
import dev.presage.contract.PriceBar;
import dev.presage.contract.PriceBarJson;
import dev.presage.contract.Ticker;
import dev.presage.contract.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The topics as producers and readers see them. */
public final class TestTopics implements AutoCloseable {
    public static final List<Ticker> TICKERS = List.of(new Ticker("AAPL"), new Ticker("BRK.B"));

    private final Instant lastClose = Instant.now().minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.HOURS);
    private final Map<String, Object> kafka;
    private final KafkaProducer<byte[], byte[]> producer;

    public TestTopics(String bootstrapServers) {
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

    public void publish(PriceBar bar) {
        send(Topic.PRICES, bar.ticker().symbol(), PriceBarJson.encode(bar));
    }

    /** When the newest of the published bars closed: a day ago. */
    public Instant lastClose() {
        return lastClose;
    }

    /** 250 bars of each ticker. */
    public void publishBars() {
        TICKERS.forEach(ticker -> bars(ticker, 250, lastClose).forEach(this::publish));
        flush();
    }

    public void request(@Nullable String key, String json) {
        send(Topic.REQUESTS, key, json.getBytes(UTF_8));
    }

    public void send(Topic topic, @Nullable String key, byte[] value) {
        var unused =
                producer.send(new ProducerRecord<>(topic.topicName(), key == null ? null : key.getBytes(UTF_8), value));
    }

    /** Done when the broker has it. */
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        return producer.send(record);
    }

    public void flush() {
        producer.flush();
    }

    /** All committed records of a topic, as far as it goes now. */
    public List<ConsumerRecord<byte[], byte[]>> read(Topic topic) {
        List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
        read(topic, read::add);
        return read;
    }

    /** The same one by one, for a topic that does not fit into memory. */
    public void read(Topic topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
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
                consumer.poll(Duration.ofMillis(200)).forEach(reader);
            }
        }
    }

    public List<Prediction> predictions() {
        return read(Topic.PREDICTIONS).stream()
                .map(record -> ((Accepted<Prediction>) PredictionJson.decode(record.value())).value())
                .toList();
    }

    /** Waits until as many predictions and dead letters as that can be read. */
    public void awaitOutcomes(int count) {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(300))
                .untilAsserted(() -> assertThat(read(Topic.PREDICTIONS).size()
                                + read(Topic.DEAD_LETTERS).size())
                        .isGreaterThanOrEqualTo(count));
    }

    public static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        if (header == null) {
            throw new IllegalStateException(name + " is missing from the headers "
                    + Arrays.toString(record.headers().toArray()));
        }
        return new String(header.value(), UTF_8);
    }

    /** Requests by the reason they are to be refused for. */
    public static Map<String, String> brokenRequests() {
        return Map.of(
                "malformed_json", "{\"request_id\":\"b1\",",
                "missing_field", "{\"request_id\":\"b2\"}",
                "invalid_field", "{\"request_id\":\"b3\",\"ticker\":7}",
                "unknown_model", "{\"request_id\":\"b4\",\"ticker\":\"AAPL\",\"model_type\":\"none\"}",
                "no_prices", "{\"request_id\":\"b5\",\"ticker\":\"NONE\"}",
                "expired", "{\"request_id\":\"b6\",\"ticker\":\"AAPL\",\"expires_at\":\"2020-01-01T00:00:00Z\"}",
                "too_large", "{\"request_id\":\"b7\",\"ticker\":\"AAPL\",\"x\":\"" + "y".repeat(70_000) + "\"}");
    }

    /** Daily bars of a ticker up to a day ago; the same for the same ticker and number. */
    public static List<PriceBar> bars(Ticker ticker, int count, Instant lastClose) {
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
