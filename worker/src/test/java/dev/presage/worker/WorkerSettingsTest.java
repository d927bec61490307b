package dev.presage.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.presage.contract.Settings.InvalidSettingsException;
import dev.presage.worker.WorkerSettings.Guarantee;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerSettingsTest {
    @Test
    void everythingHasADefault() throws InvalidSettingsException {
        WorkerSettings settings = WorkerSettings.read(Map.of());
        assertThat(settings.guarantee()).isEqualTo(Guarantee.EXACTLY_ONCE_V2);
        assertThat(settings.windows()).isEqualTo(new WorkerSettings.Windows(512, 10_000));
        assertThat(settings.http()).isEqualTo(new WorkerSettings.Http("127.0.0.1", 8000));
        assertThat(settings.kafka()).containsEntry("bootstrap.servers", "localhost:9092");
    }

    @Test
    void readsWhatIsSet() throws InvalidSettingsException {
        WorkerSettings settings = WorkerSettings.read(Map.of(
                "WORKER_PROCESSING_GUARANTEE", "at_least_once",
                "WORKER_COMMIT_INTERVAL", "10ms",
                "WORKER_MODEL_PINS", "normal=2, earnings=1",
                "KAFKA_SECURITY_PROTOCOL", "SASL_SSL"));
        assertThat(settings.guarantee()).isEqualTo(Guarantee.AT_LEAST_ONCE);
        assertThat(settings.commitInterval()).isEqualTo(Duration.ofMillis(10));
        assertThat(settings.models().pins()).isEqualTo(Map.of("normal", 2, "earnings", 1));
        assertThat(settings.kafka()).containsEntry("security.protocol", "SASL_SSL");
    }

    @Test
    void reportsAllProblemsAtOnce() {
        InvalidSettingsException e = catchThrowableOfType(
                InvalidSettingsException.class,
                () -> WorkerSettings.read(Map.of(
                        "WORKER_DRIAN_TIMEOUT", "10s",
                        "WORKER_HTTP_PORT", "eighty",
                        "WORKER_MODEL_PINS", "normal")));
        assertThat(e.problems())
                .containsExactlyInAnyOrder(
                        "WORKER_DRIAN_TIMEOUT is not a setting (did you mean WORKER_DRAIN_TIMEOUT?)",
                        "WORKER_HTTP_PORT is 'eighty', expected a whole number from 0 to 65535",
                        "WORKER_MODEL_PINS is 'normal', expected model types with their versions, such as"
                                + " normal=2,earnings=1");
    }

    @Test
    void namesKafkaSettingsThatNoClientKnows() throws InvalidSettingsException {
        KafkaConfig kafka = new KafkaConfig(WorkerSettings.read(Map.of(
                "KAFKA_BOOTSTRAP_SERVER", "x:1",
                "KAFKA_PRODUCER_LINGER_MS", "1",
                "KAFKA_SASL_JAAS_CONFIG", "secret")));
        assertThat(kafka.unknown()).containsExactly("bootstrap.server");
    }

    @Test
    void theWorkersOwnSettingsWinOverThoseOfTheClients() throws InvalidSettingsException {
        KafkaConfig kafka = new KafkaConfig(WorkerSettings.read(
                Map.of("KAFKA_PROCESSING_GUARANTEE", "at_least_once", "KAFKA_PRODUCER_LINGER_MS", "50")));
        assertThat(kafka.streams())
                .containsEntry("processing.guarantee", "exactly_once_v2")
                .containsEntry("producer.linger.ms", "50");
    }
}
