package dev.presage.worker;

import dev.presage.contract.Setting;
import dev.presage.worker.WorkerSettings.Pace;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** What the Kafka clients are told unless a {@code KAFKA_} setting says otherwise, and why that is not Kafka's own default. */
final class KafkaDefaults {
    /** A worker that stands still for longer loses what it has in work to another, which answers it. */
    private static final Duration SHORTEST_TRANSACTION = Duration.ofSeconds(5);

    private KafkaDefaults() {}

    /**
     * One of them.
     *
     * @param name as Kafka names it; without "producer." and "consumer.", with which it would win over {@code KAFKA_LINGER_MS} and the like
     * @param why in sentences, for those who think of setting it otherwise
     */
    record Default(String name, String value, String why) {
        Setting setting() {
            return new Setting(
                    "KAFKA_" + name.toUpperCase(Locale.ROOT).replace('.', '_'),
                    value,
                    "what Kafka expects of " + name,
                    why);
        }
    }

    static List<Default> of(Pace pace, Map<String, String> kafka) {
        return List.of(
                new Default(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4", "Predictions are much alike."),
                new Default(
                        ProducerConfig.LINGER_MS_CONFIG,
                        "5",
                        "Outcomes wait no longer for one another; Kafka Streams would have them wait for 100 ms."),
                new Default(
                        StreamsConfig.MAX_TASK_IDLE_MS_CONFIG,
                        Long.toString(StreamsConfig.MAX_TASK_IDLE_MS_DISABLED),
                        "A task reads one partition: there is no other whose records it could wait for, and looking for one costs 5 %"
                                + " of the processor time."),
                new Default(
                        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                        "6000",
                        "For so long a killed worker's partitions are nobody's: the shortest that brokers allow by default"
                                + " (group.min.session.timeout.ms)."),
                new Default(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, "2000", "A third of the session."),
                new Default(
                        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                        Long.toString(Math.max(
                                SHORTEST_TRANSACTION.toMillis(),
                                pace.commitInterval().multipliedBy(2).toMillis())),
                        "For so long a killed worker's open transaction hides newer outcomes from readers. The broker looks for such"
                                + " every 10 s, unless transaction.abort.timed.out.transaction.cleanup.interval.ms is set, as in"
                                + " docker-compose.yml, to 1 s."),
                new Default(
                        CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG,
                        "10000",
                        "A broker that was cut off leaves connections behind on which nobody answers. A client notices by this alone."),
                new Default(
                        StreamsConfig.ENABLE_METRICS_PUSH_CONFIG,
                        "false",
                        "The worker has no use for what a client reports to a broker."),
                new Default(
                        ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                        "8388608",
                        "What a broker sends at once is held on the heap, and again beside it in the buffer that Java reads a socket"
                                + " through. Kafka's 50 MB are reached where a worker has many partitions to catch up with."),
                new Default(
                        "processing.exception.handler.global.enabled",
                        "true",
                        "As it will be from Kafka 5 on, without a warning about it at every start. The handler is the one that fails."),
                new Default(
                        StreamsConfig.GLOBAL_CONSUMER_PREFIX + ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                        kafka.getOrDefault(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "50"),
                        "Prices are restored partition by partition, and at the end of each the broker holds the next fetch for this"
                                + " long (Kafka's default is 500 ms) before the next one's turn comes. The price is twenty empty fetches"
                                + " a second."),
                new Default(
                        StreamsConfig.POLL_MS_CONFIG,
                        Long.toString(pace.commitInterval().toMillis()),
                        "A stream thread that finds nothing to read must be back in time for the next commit."));
    }
}
