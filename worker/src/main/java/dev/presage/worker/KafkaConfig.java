package dev.presage.worker;

import dev.presage.worker.WorkerSettings.Guarantee;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;

/** What the Kafka clients are told: our defaults, over them the {@code KAFKA_} settings, over those what the worker depends on. */
final class KafkaConfig {
    private final WorkerSettings settings;

    KafkaConfig(WorkerSettings settings) {
        this.settings = settings;
    }

    Properties streams() {
        Properties config = new Properties();
        KafkaDefaults.of(settings.pace(), settings.kafka()).forEach(ours -> config.put(ours.name(), ours.value()));
        config.putAll(settings.kafka());
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, guarantee());
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.streamThreads());
        config.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                settings.pace().commitInterval().toMillis());
        return config;
    }

    private String guarantee() {
        return settings.guarantee() == Guarantee.EXACTLY_ONCE_V2
                ? StreamsConfig.EXACTLY_ONCE_V2
                : StreamsConfig.AT_LEAST_ONCE;
    }

    /** How requests are read: with exactly-once, only those whose producer has committed them. */
    IsolationLevel isolation() {
        return settings.guarantee() == Guarantee.EXACTLY_ONCE_V2
                ? IsolationLevel.READ_COMMITTED
                : IsolationLevel.READ_UNCOMMITTED;
    }

    Map<String, Object> admin() {
        Map<String, Object> config = new HashMap<>();
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "10000");
        config.putAll(settings.kafka());
        config.put(AdminClientConfig.CLIENT_ID_CONFIG, settings.applicationId() + "-admin");
        return config;
    }

    /**
     * Looks at what can be looked at without a broker.
     *
     * @throws ConfigException with the first setting that can't be, and why
     */
    void check() {
        try {
            StreamsConfig unused = new StreamsConfig(streams());
        } catch (ConfigException e) {
            throw e;
        } catch (IllegalArgumentException e) { // settings that don't go together
            throw new ConfigException(e.getMessage());
        }
        int unused = maxRequestBytes();
    }

    /** The most bytes of one record that the producer sends. */
    int maxRequestBytes() {
        Map<String, String> kafka = settings.kafka();
        String size = Stream.of("producer.max.request.size", "max.request.size")
                .filter(kafka::containsKey)
                .findFirst()
                .map(kafka::get)
                .orElse("1048576");
        try {
            return Integer.parseInt(size.strip());
        } catch (NumberFormatException e) {
            throw new ConfigException(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, size, "expected a whole number");
        }
    }

    /** {@code KAFKA_} settings that no client knows: most likely misspelt. */
    Set<String> unknown() {
        Set<String> known = new TreeSet<>(StreamsConfig.configDef().names());
        known.addAll(ConsumerConfig.configNames());
        known.addAll(ProducerConfig.configNames());
        known.addAll(AdminClientConfig.configNames());
        Set<String> unknown = new TreeSet<>();
        for (String name : settings.kafka().keySet()) {
            if (!known.contains(name.replaceFirst("^((main|restore|global)\\.)?(consumer|producer|admin)\\.", ""))) {
                unknown.add(name);
            }
        }
        return unknown;
    }
}
