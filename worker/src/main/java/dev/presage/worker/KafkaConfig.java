package dev.presage.worker;

import dev.presage.worker.WorkerSettings.Guarantee;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;

/** What the Kafka clients are told: our defaults, over them the {@code KAFKA_} settings, over those what the worker depends on. */
final class KafkaConfig {
    /** A worker that stands still for longer loses what it has in work to another, which answers it. */
    private static final Duration SHORTEST_TRANSACTION = Duration.ofSeconds(5);

    private final WorkerSettings settings;

    KafkaConfig(WorkerSettings settings) {
        this.settings = settings;
    }

    Properties streams() {
        Properties config = new Properties();
        // Without "producer." and "consumer.": with them they would win over KAFKA_LINGER_MS and the like.
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.LINGER_MS_CONFIG, "5");
        // A task reads one partition: there is no other whose records it could wait for, and looking for one costs 5 %
        // of the processor time.
        config.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        // For so long a killed worker's partitions are nobody's: the shortest that brokers allow by default
        // (group.min.session.timeout.ms).
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "6000");
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, "2000");
        // For so long its open transaction hides newer outcomes from readers; the broker looks for such every 10 s,
        // unless
        // transaction.abort.timed.out.transaction.cleanup.interval.ms is set, as in docker-compose.yml, to 1 s.
        config.put(
                ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                Long.toString(Math.max(
                        SHORTEST_TRANSACTION.toMillis(),
                        settings.pace().commitInterval().multipliedBy(2).toMillis())));
        // A broker that was cut off leaves connections behind on which nobody answers; a client notices by this alone.
        config.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, "10000");
        // The worker has no state on disk, and no use for what a client reports to a broker.
        config.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, "false");
        // What a broker sends at once is held on the heap, and again beside it in the buffer that Java reads a socket
        // through. The default of 50 MB is reached where a worker has many partitions to catch up with.
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, "8388608");
        // As it will be from Kafka 5 on, and no warning about it at every start; the handler is the one that fails.
        config.put("processing.exception.handler.global.enabled", "true");
        // Prices are restored partition by partition, and at the end of each the broker holds the consumer's next fetch
        // for this long (default 500 ms) before the next partition's turn comes. The price is twenty empty fetches a
        // second.
        config.put(
                StreamsConfig.GLOBAL_CONSUMER_PREFIX + ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                settings.kafka().getOrDefault(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "50"));
        // A stream thread that finds nothing to read must be back in time for the next commit.
        config.put(
                StreamsConfig.POLL_MS_CONFIG, settings.pace().commitInterval().toMillis());
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
