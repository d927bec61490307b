package dev.presage.benchmark.measure;

import dev.presage.benchmark.load.Broker;
import dev.presage.benchmark.load.Topics;
import dev.presage.benchmark.process.BenchmarkException;
import dev.presage.contract.Decoded;
import dev.presage.contract.Decoded.Accepted;
import dev.presage.contract.Decoded.Rejected;
import dev.presage.contract.Prediction;
import dev.presage.contract.PredictionJson;
import dev.presage.contract.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a contender wrote, as a reader of committed records sees it.
 *
 * @param predictions how many
 * @param deadLetters how many
 * @param values some of the predictions, byte for byte: of the same requests whoever wrote them
 */
public record Outcomes(long predictions, long deadLetters, List<byte[]> values) {
    private static final byte[] SAMPLE = "{\"request_id\":\"000".getBytes(StandardCharsets.US_ASCII); // ids are random
    private static final double TOLERANCE = 1e-5;

    /** Reads all of it. */
    public static Outcomes read(Broker broker, Topics topics) {
        List<byte[]> values = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        broker.bootstrapServers(),
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            long predictions = count(consumer, topics.of(Topic.PREDICTIONS), values);
            long deadLetters = count(consumer, topics.of(Topic.DEAD_LETTERS), new ArrayList<>());
            return new Outcomes(predictions, deadLetters, values);
        }
    }

    private static long count(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions, List<byte[]> values) {
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        long count = 0;
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofSeconds(1))) {
                count++;
                byte[] value = record.value();
                if (Arrays.mismatch(SAMPLE, value) == SAMPLE.length) {
                    values.add(value);
                }
            }
        }
        return count;
    }

    /** Makes sure that there is an outcome of each of so many requests, and that each is a prediction. */
    public void requireAllPredicted(Contender contender, long requests) throws BenchmarkException {
        if (predictions < requests || deadLetters > 0) {
            throw new BenchmarkException(contender + " wrote " + predictions + " predictions and " + deadLetters
                    + " dead letters, expected at least " + requests + " and none");
        }
    }

    /** Makes sure that another contender says the same, to what 32-bit floats can differ by, where both were seen. */
    public void requireSame(Outcomes other) throws BenchmarkException {
        Map<String, Prediction> others = other.byRequest();
        int compared = 0;
        for (Prediction own : byRequest().values()) {
            Prediction there = others.get(own.requestId());
            if (there != null) {
                compared++;
                if (!isSame(own, there)) {
                    throw new BenchmarkException("the contenders disagree: " + own + " and " + there);
                }
            }
        }
        if (compared == 0) {
            throw new BenchmarkException("no request was seen to be answered by both contenders");
        }
    }

    private static boolean isSame(Prediction one, Prediction other) {
        return one.ticker().equals(other.ticker())
                && one.model().equals(other.model())
                && one.asOf().equals(other.asOf())
                && one.referenceTime().equals(other.referenceTime())
                && one.horizonBars() == other.horizonBars()
                && one.featuresSource() == other.featuresSource()
                && isClose(one.referencePrice(), other.referencePrice())
                && isClose(one.predictedPrice(), other.predictedPrice())
                && isClose(one.confidence(), other.confidence());
    }

    private static boolean isClose(double one, double other) {
        return Math.abs(one - other) <= TOLERANCE * Math.abs(one);
    }

    private Map<String, Prediction> byRequest() throws BenchmarkException {
        Map<String, Prediction> predictions = new HashMap<>();
        for (byte[] value : values) {
            Decoded<Prediction> decoded = PredictionJson.decode(value);
            if (decoded instanceof Rejected<Prediction> rejected) {
                throw new BenchmarkException("a contender wrote what is no prediction: " + rejected.message());
            }
            Prediction prediction = ((Accepted<Prediction>) decoded).value();
            predictions.put(prediction.requestId(), prediction);
        }
        return predictions;
    }
}
