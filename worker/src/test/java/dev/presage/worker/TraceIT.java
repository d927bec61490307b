package dev.presage.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.broker.EmbeddedBroker;
import dev.presage.process.WorkerProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code worker.jar trace} on a real broker. */
class TraceIT {
    @TempDir
    Path directory;

    private EmbeddedBroker broker;
    private TestTopics topics;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start();
        WorkerProcess.createTopics(directory, broker.bootstrapServers());
        topics = new TestTopics(broker.bootstrapServers());
        topics.publishBars();
    }

    @AfterEach
    void stop() throws Exception {
        topics.close();
        broker.close();
    }

    @Test
    void saysWhereARequestIs() throws Exception {
        topics.request("k", "{\"request_id\":\"good\",\"ticker\":\"AAPL\"}");
        topics.request("k", "{\"request_id\":\"bad\",\"ticker\":\"NOSUCH\"}");
        topics.flush();
        assertThat(trace(1, "good"))
                .contains("prediction-requests ")
                .contains("{\"request_id\":\"good\",\"ticker\":\"AAPL\"}")
                .contains("waits: the workers of prediction-worker have committed nothing of its partition yet");

        try (WorkerProcess worker = run(List.of()).awaitReady()) {
            topics.awaitOutcomes(2);
            assertThat(worker.terminate()).isZero();
        }

        assertThat(trace(0, "good").lines().toList())
                .satisfiesExactly(line -> assertThat(line).startsWith("request    "), line -> assertThat(line)
                        .startsWith("predicted  ")
                        .contains("predictions ")
                        .contains("\"predicted_price\":"));
        assertThat(trace(0, "bad").lines().toList())
                .satisfiesExactly(line -> assertThat(line).startsWith("request    "), line -> assertThat(line)
                        .startsWith("rejected   ")
                        .contains("no_prices: no bar for NOSUCH")
                        .containsPattern("\\(of prediction-requests \\d:1\\)"));

        topics.request("k", "{\"request_id\":\"late\",\"ticker\":\"AAPL\"}");
        topics.flush();
        assertThat(trace(1, "late"))
                .containsPattern("waits: 0 records are before it in its partition, of which .* \\d:2");
        assertThat(trace(1, "never-sent")).startsWith("not seen since 20");
    }

    @Test
    void refusesATimeThatIsNone() throws Exception {
        assertThat(trace(2, "r1", "--since", "soon"))
                .startsWith("--since is 'soon', expected a duration such as 250ms, 30s or 5m from ");
    }

    /** What it prints. */
    private String trace(int exitCode, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("trace"));
        command.addAll(List.of(arguments));
        try (WorkerProcess trace = run(command)) {
            assertThat(trace.awaitExit()).as(trace.output()).isEqualTo(exitCode);
            return trace.output();
        }
    }

    private WorkerProcess run(List<String> arguments) throws Exception {
        return WorkerProcess.start(
                directory,
                Map.of("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers()),
                arguments.toArray(String[]::new));
    }
}
