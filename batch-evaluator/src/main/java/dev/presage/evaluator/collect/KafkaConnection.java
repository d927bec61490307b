package dev.presage.evaluator.collect;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.TimeoutException;

/** How Kafka is reached: makes consumers that read committed records of partitions they are told, and commit nothing. */
public final class KafkaConnection {
    private final Map<String, String> settings;
    private final Duration timeout;

    /**
     * @param settings as Kafka names them; {@code bootstrap.servers} is among them
     * @param timeout how long a broker may take to answer, or not to send anything
     */
    public KafkaConnection(Map<String, String> settings, Duration timeout) {
        this.settings = Map.copyOf(settings);
        this.timeout = timeout;
    }

    /**
     * Makes sure that the broker answers and has the topics.
     *
     * @throws KafkaUnavailableException if it does not
     */
    public void requireTopics(List<String> topics) throws KafkaUnavailableException {
        try (KafkaConsumer<byte[], ByteBuffer> consumer = consumer()) {
            List<String> missing = topics.stream()
                    .filter(topic -> partitions(consumer, topic).isEmpty())
                    .toList();
            if (!missing.isEmpty()) {
                throw new KafkaUnavailableException("the topic" + (missing.size() == 1 ? " " : "s ")
                        + String.join(" and ", missing) + (missing.size() == 1 ? " is" : " are") + " missing on "
                        + servers() + "; java -jar worker.jar topics create makes the topics");
            }
        } catch (KafkaException e) {
            throw unavailable(e);
        }
    }

    static List<PartitionInfo> partitions(KafkaConsumer<byte[], ByteBuffer> consumer, String topic) {
        List<PartitionInfo> partitions = consumer.partitionsFor(topic);
        return partitions == null ? List.of() : partitions;
    }

    KafkaConsumer<byte[], ByteBuffer> consumer() {
        return new KafkaConsumer<>(consumerSettings(), new KeyDeserializer(), new MessageDeserializer());
    }

    /** What each consumer is told, but for the deserializers. */
    public Map<String, Object> consumerSettings() {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.CLIENT_ID_CONFIG, "model-evaluator");
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 * 1024 * 1024);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 2000);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) timeout.toMillis());
        config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) timeout.toMillis());
        config.putAll(settings);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        // Only where retention has removed what was to be read in the meantime.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        return config;
    }

    String servers() {
        return settings.getOrDefault(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "no address");
    }

    /** How long a broker may be silent. */
    public Duration timeout() {
        return timeout;
    }

    /** One sentence for whatever the client throws. */
    public KafkaUnavailableException unavailable(KafkaException e) {
        if (e instanceof TimeoutException) {
            return new KafkaUnavailableException(
                    "Kafka at " + servers() + " did not answer within " + timeout.toSeconds() + " s", e);
        }
        Throwable cause = e.getCause() instanceof ConfigException config ? config : e;
        return new KafkaUnavailableException("Kafka at " + servers() + " can't be read: " + cause.getMessage(), e);
    }
}
