package dev.presage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.broker.EmbeddedBroker;
import dev.presage.process.WorkerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Each test has a broker of its own, and runs workers and their commands against it. */
@SuppressWarnings("NullAway.Init")
abstract class WithBroker {
    @TempDir
    private Path directory;

    private EmbeddedBroker broker;

    /** Those of the broker, once they are made. */
    TestTopics topics;

    @BeforeEach
    final void startBroker() throws IOException {
        broker = EmbeddedBroker.start();
        topics = new TestTopics(broker.bootstrapServers());
    }

    @AfterEach
    final void stopBroker() throws IOException {
        topics.close();
        broker.close();
    }

    /** Settings of a Kafka client. */
    final Map<String, Object> kafka() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    final void createTopics() throws IOException, InterruptedException {
        WorkerProcess.createTopics(directory, broker.bootstrapServers());
    }

    /** Runs a command of {@code worker.jar}, or without arguments the worker itself. */
    final WorkerProcess start(Map<String, String> environment, String... arguments) throws IOException {
        Map<String, String> all = new HashMap<>(environment);
        all.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
        return WorkerProcess.start(directory, all, arguments);
    }

    /** A worker that answers requests. */
    final WorkerProcess startReady() throws IOException {
        return start(Map.of()).awaitReady();
    }

    /** What a command prints until it ends, as it must, with an exit code. */
    final String printed(int exitCode, String... arguments) throws IOException, InterruptedException {
        try (WorkerProcess command = start(Map.of(), arguments)) {
            assertThat(command.awaitExit()).as(command.output()).isEqualTo(exitCode);
            return command.output();
        }
    }
}
