package dev.presage.evaluator;

import dev.presage.contract.Prediction;
import dev.presage.contract.PredictionJson;
import dev.presage.contract.PriceBar;
import dev.presage.contract.PriceBarJson;
import dev.presage.contract.Topic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes to the evaluator's topics as the feed and the worker do: keyed by ticker, predictions in transactions. */
public final class TopicWriter {
    private final String bootstrapServers;

    public TopicWriter(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    public void createTopics(int partitions) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(
                            new NewTopic(Topic.PRICES.topicName(), partitions, (short) 1),
                            new NewTopic(Topic.PREDICTIONS.topicName(), partitions, (short) 1)))
                    .all()
                    .get();
        }
    }

    public void bars(List<PriceBar> bars) throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, byte[]> producer = plain()) {
            send(
                    producer,
                    bars.stream()
                            .map(bar -> new ProducerRecord<>(
                                    Topic.PRICES.topicName(), bar.ticker().symbol(), PriceBarJson.encode(bar))));
        }
    }

    public void text(Topic topic, String key, String value) throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, byte[]> producer = plain()) {
            send(
                    producer,
                    Stream.of(new ProducerRecord<>(topic.topicName(), key, value.getBytes(StandardCharsets.UTF_8))));
        }
    }

    /** Zeros instead of messages: compressed, they get past the broker however many they are. */
    public void zeros(Topic topic, int records, int bytes) throws ExecutionException, InterruptedException {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "compression.type",
                "zstd",
                "max.request.size",
                bytes + 1000,
                "buffer.memory",
                2L * bytes + 1000);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
            send(
                    producer,
                    Stream.generate(() -> new ProducerRecord<>(topic.topicName(), "AAPL", new byte[bytes]))
                            .limit(records));
        }
    }

    /** In one transaction. */
    public void predictions(List<Prediction> predictions) throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, byte[]> producer = begin(predictions)) {
            producer.commitTransaction();
        }
    }

    public void abortedPredictions(List<Prediction> predictions) throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, byte[]> producer = begin(predictions)) {
            producer.abortTransaction();
        }
    }

    /** In a transaction that is open until what is returned is closed. */
    public AutoCloseable openPredictions(List<Prediction> predictions) throws ExecutionException, InterruptedException {
        return begin(predictions);
    }

    private KafkaProducer<String, byte[]> begin(List<Prediction> predictions)
            throws ExecutionException, InterruptedException {
        KafkaProducer<String, byte[]> producer = transactional();
        producer.beginTransaction();
        send(
                producer,
                predictions.stream()
                        .map(prediction -> new ProducerRecord<>(
                                Topic.PREDICTIONS.topicName(),
                                prediction.ticker().symbol(),
                                PredictionJson.encode(prediction))));
        return producer;
    }

    private static void send(KafkaProducer<String, byte[]> producer, Stream<ProducerRecord<String, byte[]>> records)
            throws ExecutionException, InterruptedException {
        List<Future<RecordMetadata>> sent = records.map(producer::send).toList();
        producer.flush();
        for (Future<RecordMetadata> record : sent) {
            record.get();
        }
    }

    private KafkaProducer<String, byte[]> plain() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new ByteArraySerializer());
    }

    private KafkaProducer<String, byte[]> transactional() {
        KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "transactional.id",
                        UUID.randomUUID().toString(),
                        "transaction.timeout.ms",
                        "600000"),
                new StringSerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
        return producer;
    }
}
