package dev.presage.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.presage.contract.ModelId;
import dev.presage.contract.Settings.InvalidSettingsException;
import dev.presage.inference.TestModels;
import dev.presage.models.OnnxGraph;
import dev.presage.models.OnnxGraphs;
import dev.presage.models.OnnxGraphs.OutputShape;
import dev.presage.worker.WorkerSettings.Guarantee;
import dev.presage.worker.model.Models;
import dev.presage.worker.telemetry.TelemetrySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerSettingsTest {
    @Test
    void everythingHasADefault() throws InvalidSettingsException {
        WorkerSettings settings = WorkerSettings.read(Map.of());
        assertThat(settings.guarantee()).isEqualTo(Guarantee.EXACTLY_ONCE_V2);
        assertThat(settings.windows()).isEqualTo(new WorkerSettings.Windows(512, 10_000));
        assertThat(settings.telemetry()).isEqualTo(new TelemetrySettings("127.0.0.1", 8000, null, null));
        assertThat(settings.kafka()).containsEntry("bootstrap.servers", "localhost:9092");
    }

    @Test
    void readsWhatIsSet() throws InvalidSettingsException {
        WorkerSettings settings = WorkerSettings.read(Map.of(
                "WORKER_PROCESSING_GUARANTEE", "at_least_once",
                "WORKER_COMMIT_INTERVAL", "10ms",
                "WORKER_BATCH_SIZE", "32",
                "WORKER_MODEL_PINS", "normal=2, earnings=1",
                "KAFKA_SECURITY_PROTOCOL", "SASL_SSL"));
        assertThat(settings.guarantee()).isEqualTo(Guarantee.AT_LEAST_ONCE);
        assertThat(settings.pace())
                .isEqualTo(new WorkerSettings.Pace(Duration.ofMillis(10), Duration.ofMillis(100), 32));
        assertThat(settings.models().pins()).isEqualTo(Map.of("normal", 2, "earnings", 1));
        assertThat(settings.kafka()).containsEntry("security.protocol", "SASL_SSL");
    }

    @Test
    void aProfileSetsThePaceUnlessThePaceIsSet() throws InvalidSettingsException {
        assertThat(commitInterval(Map.of())).isEqualTo(Duration.ofMillis(100));
        assertThat(commitInterval(Map.of("WORKER_PROFILE", "throughput"))).isEqualTo(Duration.ofMillis(100));
        assertThat(commitInterval(Map.of("WORKER_PROFILE", "latency"))).isEqualTo(Duration.ofMillis(10));
        assertThat(commitInterval(Map.of("WORKER_PROFILE", "latency", "WORKER_COMMIT_INTERVAL", "20ms")))
                .isEqualTo(Duration.ofMillis(20));
        assertThat(WorkerSettings.read(Map.of("WORKER_PROFILE", "latency"))
                        .pace()
                        .isAheadOfCommits())
                .isTrue();
        assertThat(WorkerSettings.read(Map.of("WORKER_COMMIT_INTERVAL", "10ms"))
                        .pace()
                        .isAheadOfCommits())
                .isFalse();
    }

    private static Duration commitInterval(Map<String, String> environment) throws InvalidSettingsException {
        return WorkerSettings.read(environment).pace().commitInterval();
    }

    @Test
    void aPasswordForThePushgatewayNeedsAPushgateway() {
        InvalidSettingsException e = catchThrowableOfType(
                InvalidSettingsException.class,
                () -> WorkerSettings.read(Map.of("WORKER_PUSHGATEWAY_USER", "somebody")));
        assertThat(e.problems())
                .containsExactly("WORKER_PUSHGATEWAY_USER is set without WORKER_PUSHGATEWAY, expected both");
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
    void aCommitIntervalThatATransactionCantLastIsRefused() {
        InvalidSettingsException e = catchThrowableOfType(
                InvalidSettingsException.class, () -> WorkerSettings.read(Map.of("WORKER_COMMIT_INTERVAL", "20s")));
        assertThat(e.problems())
                .containsExactly(
                        "WORKER_COMMIT_INTERVAL is '20s', expected a duration such as 250ms, 30s or 5m from 5ms to 5s");
    }

    @Test
    void theLongestCommitIntervalIsOneThatKafkaStreamsTakes() throws InvalidSettingsException {
        WorkerSettings settings = WorkerSettings.read(Map.of("WORKER_COMMIT_INTERVAL", "5s"));
        assertThatNoException().isThrownBy(new KafkaConfig(settings)::check);
    }

    @Test
    void clientsHaveOurDefaultsWhereNothingIsSet() throws InvalidSettingsException {
        assertThat(producer(Map.of()))
                .containsEntry("compression.type", "lz4")
                .containsEntry("linger.ms", "5")
                .containsEntry("transaction.timeout.ms", "5000");
        assertThat(consumer(Map.of()))
                .containsEntry("session.timeout.ms", "6000")
                .containsEntry("fetch.max.bytes", "8388608");
        assertThat(pricesConsumer(Map.of())).containsEntry("fetch.max.wait.ms", "50");
    }

    @Test
    void aTransactionMayLastForTwoCommits() throws InvalidSettingsException {
        assertThat(producer(Map.of("WORKER_COMMIT_INTERVAL", "4s"))).containsEntry("transaction.timeout.ms", "8000");
    }

    @Test
    void aPlainKafkaSettingWinsOverOurDefault() throws InvalidSettingsException {
        assertThat(producer(Map.of("KAFKA_LINGER_MS", "0", "KAFKA_COMPRESSION_TYPE", "zstd")))
                .containsEntry("compression.type", "zstd")
                .containsEntry("linger.ms", "0");
        assertThat(consumer(Map.of("KAFKA_SESSION_TIMEOUT_MS", "45000"))).containsEntry("session.timeout.ms", "45000");
        assertThat(consumer(Map.of("KAFKA_FETCH_MAX_BYTES", "1000000"))).containsEntry("fetch.max.bytes", "1000000");
        assertThat(pricesConsumer(Map.of("KAFKA_FETCH_MAX_WAIT_MS", "7"))).containsEntry("fetch.max.wait.ms", "7");
        assertThat(pricesConsumer(
                        Map.of("KAFKA_FETCH_MAX_WAIT_MS", "7", "KAFKA_GLOBAL_CONSUMER_FETCH_MAX_WAIT_MS", "8")))
                .containsEntry("fetch.max.wait.ms", "8");
    }

    private static Map<String, Object> producer(Map<String, String> environment) throws InvalidSettingsException {
        return new StreamsConfig(new KafkaConfig(WorkerSettings.read(environment)).streams()).getProducerConfigs("id");
    }

    private static Map<String, Object> consumer(Map<String, String> environment) throws InvalidSettingsException {
        return new StreamsConfig(new KafkaConfig(WorkerSettings.read(environment)).streams())
                .getMainConsumerConfigs("group", "id", 0);
    }

    private static Map<String, Object> pricesConsumer(Map<String, String> environment) throws InvalidSettingsException {
        return new StreamsConfig(new KafkaConfig(WorkerSettings.read(environment)).streams())
                .getGlobalConsumerConfigs("id");
    }

    @Test
    void namesAKafkaSettingThatCantBe() throws InvalidSettingsException {
        assertUnusable(Map.of("KAFKA_MAX_REQUEST_SIZE", "1MB"), "1MB", "max.request.size");
        assertUnusable(Map.of("KAFKA_SECURITY_PROTOCOL", "TLS"), "TLS", "security.protocol");
        assertUnusable(Map.of("KAFKA_PRODUCER_TRANSACTION_TIMEOUT_MS", "50"), "50", "transaction.timeout.ms");
    }

    private static void assertUnusable(Map<String, String> environment, String... named)
            throws InvalidSettingsException {
        KafkaConfig kafka = new KafkaConfig(WorkerSettings.read(environment));
        assertThatExceptionOfType(ConfigException.class)
                .isThrownBy(kafka::check)
                .satisfies(e -> assertThat(e.getMessage()).contains(named));
    }

    @Test
    void windowsTooShortForAFeatureAreRefused(@TempDir Path directory) throws Exception {
        OnnxGraph graph = OnnxGraphs.linear(TestModels.TENSORS, OutputShape.COLUMN, new float[] {1f, 1f}, 0f);
        graph.write(
                directory,
                TestModels.manifest(
                        new ModelId("normal", 1), graph, TestModels.TENSORS, List.of("return_1", "volatility_20")));
        try (Models models = Models.load(directory, Map.of())) {
            InvalidSettingsException e = catchThrowableOfType(
                    InvalidSettingsException.class, () -> WorkerSettings.read(Map.of("WORKER_WINDOW_BARS", "20"))
                            .requireRoomFor(models));
            assertThat(e.problems())
                    .containsExactly(
                            "WORKER_WINDOW_BARS is 20, expected at least 21 for volatility_20 of model normal/1");
            WorkerSettings.read(Map.of("WORKER_WINDOW_BARS", "21")).requireRoomFor(models);
        }
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
