package dev.presage.evaluator.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.presage.evaluator.collect.KafkaConnection;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.spark.SparkException;
import org.junit.jupiter.api.Test;

class SparkScanTest {
    private static final KafkaConnection KAFKA =
            new KafkaConnection(Map.of("bootstrap.servers", "kafka:9092"), Duration.ofSeconds(7));

    private static SparkException aborted(Throwable cause) {
        return new SparkException("Job aborted due to stage failure", cause);
    }

    @Test
    void aTaskThatKafkaDidNotAnswerIsToldAsTheEmbeddedEngineTellsIt() {
        String silent = "Kafka at kafka:9092 did not answer within 7 s";

        assertThat(SparkScan.failure(KAFKA, aborted(new TimeoutException("no position"))))
                .hasMessage(silent);
        assertThat(SparkScan.failure(KAFKA, aborted(new java.util.concurrent.TimeoutException("no record"))))
                .hasMessage(silent);
    }

    @Test
    void aTaskThatKafkaRefusedIsToldWithWhatKafkaSays() {
        assertThat(SparkScan.failure(KAFKA, aborted(new TopicAuthorizationException("not yours"))))
                .hasMessage("Kafka at kafka:9092 can't be read: not yours");
    }

    @Test
    void whateverElseFailsIsAFaultOfTheProgram() {
        SparkException lost = aborted(new IllegalArgumentException("no executor is left"));

        assertThatIllegalStateException()
                .isThrownBy(() -> SparkScan.failure(KAFKA, lost))
                .withCause(lost);
    }
}
