package dev.presage.evaluator.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.evaluator.collect.KafkaConnection;
import dev.presage.evaluator.collect.PartitionRange;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaSourceTest {
    private static Map<String, String> options(Map<String, String> settings) {
        KafkaConnection kafka = new KafkaConnection(settings, Duration.ofSeconds(7));
        return new KafkaSource(
                        kafka,
                        List.of(
                                new PartitionRange(0, 0, 5, 9),
                                new PartitionRange(1, 3, 3, 3),
                                new PartitionRange(12, 2, 4, 1_000_000)))
                .options();
    }

    @Test
    void readsTheRangesThatHoldAnythingAndNothingElse() {
        assertThat(options(Map.of()))
                .containsEntry("assign", "{\"predictions\":[0,12]}")
                .containsEntry("startingOffsets", "{\"predictions\":{\"0\":5,\"12\":4}}")
                .containsEntry("endingOffsets", "{\"predictions\":{\"0\":9,\"12\":1000000}}");
    }

    @Test
    void consumersGetTheUsersSettingsButForWhatMustBe() {
        Map<String, String> options = options(Map.of(
                "bootstrap.servers", "kafka:9093",
                "security.protocol", "SSL",
                "group.id", "mine",
                "isolation.level", "read_uncommitted",
                "auto.offset.reset", "latest"));

        assertThat(options)
                .containsEntry("kafka.bootstrap.servers", "kafka:9093")
                .containsEntry("kafka.security.protocol", "SSL")
                .containsEntry("kafka.isolation.level", "read_committed")
                .containsEntry("kafka.request.timeout.ms", "7000")
                .containsEntry("kafkaConsumer.pollTimeoutMs", "7000")
                .doesNotContainKeys("kafka.group.id", "kafka.auto.offset.reset", "kafka.enable.auto.commit");
    }
}
