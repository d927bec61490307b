package dev.presage.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import dev.presage.contract.PriceBar;
import dev.presage.contract.PriceBarJson;
import dev.presage.contract.Ticker;
import dev.presage.contract.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Whoever publishes prices and requests, and reads predictions, through the port that the deployment opens on this machine. */
final class Client {
    static final Ticker TICKER = new Ticker("AAPL");

    private final Map<String, Object> kafka;

    Client(String bootstrapServers) {
        this(bootstrapServers, Map.of());
    }

    /** @param login what Kafka must be told to let it in */
    Client(String bootstrapServers, Map<String, String> login) {
        kafka = new HashMap<>(login);
        kafka.put("bootstrap.servers", bootstrapServers);
        kafka.put("isolation.level", "read_committed");
        kafka.put("enable.auto.commit", false);
    }

    /** Publishes a bar a day, the last of which closed at that time. */
    void publishBars(int count, Instant lastClose) throws Exception {
        send(
                Topic.PRICES,
                IntStream.range(0, count)
                        .mapToObj(i -> bar(lastClose.minus(count - 1L - i, ChronoUnit.DAYS), 100 + 5 * Math.sin(i)))
                        .map(bar -> new String(PriceBarJson.encode(bar), UTF_8))
                        .toList());
    }

    private static PriceBar bar(Instant closeTime, double close) {
        return new PriceBar(TICKER, closeTime, close - 0.5, close + 1, close - 1, close, 1_000_000);
    }

    void ask(String requestId) throws Exception {
        send(Topic.REQUESTS, List.of("{\"request_id\":\"" + requestId + "\",\"ticker\":\"" + TICKER.symbol() + "\"}"));
    }

    private void send(Topic topic, List<String> messages) throws Exception {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(kafka, new StringSerializer(), new StringSerializer())) {
            for (String message : messages) {
                producer.send(new ProducerRecord<>(topic.topicName(), TICKER.symbol(), message))
                        .get();
            }
        }
    }

    /** Waits until there are as many predictions as that, and returns all there are. */
    List<String> awaitPredictions(int count) {
        List<String> predictions = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(kafka, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topic.PREDICTIONS.topicName()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            await().atMost(Duration.ofMinutes(2)).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> predictions.add(record.value()));
                return predictions.size() >= count;
            });
        }
        return predictions;
    }
}
