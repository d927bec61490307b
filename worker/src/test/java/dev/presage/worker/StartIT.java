package dev.presage.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.inference.TestModels;
import dev.presage.process.WorkerProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code worker.jar} does not start with what can't be, and says why. */
class StartIT {
    @TempDir
    Path directory;

    @Test
    void doesNotStartWithSettingsThatCantBe() throws Exception {
        try (WorkerProcess worker = start(Map.of("WORKER_WINDOW_BARS", "many", "WORKER_HTP_PORT", "1"))) {
            assertThat(worker.awaitExit()).isEqualTo(2);
            assertThat(worker.output())
                    .isEqualTo(
                            """
                            WORKER_WINDOW_BARS is 'many', expected a whole number from 2 to 1000000
                            WORKER_HTP_PORT is not a setting (did you mean WORKER_HTTP_PORT?)
                            """);
        }
    }

    @Test
    void doesNotStartWithKafkaSettingsThatCantBe() throws Exception {
        try (WorkerProcess worker = start(Map.of("KAFKA_MAX_REQUEST_SIZE", "1MB"))) {
            assertThat(worker.awaitExit()).isEqualTo(2);
            assertThat(worker.output())
                    .startsWith("a Kafka setting can't be used: ")
                    .contains("1MB")
                    .hasLineCount(1);
        }
        try (WorkerProcess worker =
                start(Map.of("KAFKA_SECURITY_PROTOCOL", "SSL", "KAFKA_SSL_TRUSTSTORE_LOCATION", "/nowhere"))) {
            assertThat(worker.awaitExit()).isEqualTo(2);
            assertThat(worker.output().lines().reduce("", (line, next) -> next))
                    .startsWith("a Kafka setting can't be used: ")
                    .contains("/nowhere");
        }
    }

    @Test
    void doesNotStartWithoutModels() throws Exception {
        try (WorkerProcess worker = start(Map.of("WORKER_MODELS_DIR", "/nowhere"))) {
            assertThat(worker.awaitExit()).isEqualTo(2);
            assertThat(worker.output()).isEqualTo("the models folder /nowhere does not exist\n");
        }
    }

    @Test
    void doesNotStartWithAModelThatIsNone() throws Exception {
        Path file = TestModels.write(directory.resolve("models"), new byte[0], List.of("gap"));
        try (WorkerProcess worker =
                start(Map.of("WORKER_MODELS_DIR", directory.resolve("models").toString()))) {
            assertThat(worker.awaitExit()).isEqualTo(2);
            assertThat(worker.output())
                    .startsWith(file + " is no model that ONNX Runtime can run: ")
                    .hasLineCount(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"WORKER_HTTP", "WORKER_API"})
    void doesNotStartOnAPortInUse(String server) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                WorkerProcess worker = start(Map.of(server + "_PORT", Integer.toString(taken.getLocalPort())))) {
            assertThat(worker.awaitExit()).isEqualTo(2);
            assertThat(worker.output())
                    .contains(server + "_HOST and " + server + "_PORT are 127.0.0.1:" + taken.getLocalPort()
                            + ", which can't be listened on: ");
        }
    }

    /** No broker is there; nobody asks for one before. */
    private WorkerProcess start(Map<String, String> environment) throws IOException {
        Map<String, String> all = new HashMap<>(environment);
        all.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1");
        return WorkerProcess.start(directory, all);
    }
}
