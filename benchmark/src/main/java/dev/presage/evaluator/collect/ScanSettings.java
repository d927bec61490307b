package dev.presage.evaluator.collect;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** What the evaluator tells its Kafka clients, so that what is measured beside it tells its own the same. */
public final class ScanSettings {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private ScanSettings() {}

    /** The configuration of each of the evaluator's consumers, but for the deserializers. */
    public static Map<String, Object> consumer(String bootstrapServers) {
        return new KafkaConnection(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers), TIMEOUT)
                .consumerSettings();
    }
}
