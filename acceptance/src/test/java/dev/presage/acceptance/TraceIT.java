package dev.presage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.process.WorkerProcess;
import org.junit.jupiter.api.Test;

/** {@code worker.jar trace} on a real broker. */
class TraceIT extends WithBroker {
    @Test
    void saysWhereARequestIs() throws Exception {
        createTopics();
        topics.publishBars();
        topics.request("k", "{\"request_id\":\"good\",\"ticker\":\"AAPL\"}");
        topics.request("k", "{\"request_id\":\"bad\",\"ticker\":\"NOSUCH\"}");
        topics.flush();
        assertThat(printed(1, "trace", "good"))
                .contains("prediction-requests ")
                .contains("{\"request_id\":\"good\",\"ticker\":\"AAPL\"}")
                .contains(
                        "waits: the workers of prediction-worker have committed nothing of its partition yet; no worker is there now");

        try (WorkerProcess worker = startReady()) {
            topics.awaitOutcomes(2);
            assertThat(worker.terminate()).isZero();
        }

        assertThat(printed(0, "trace", "good").lines().toList())
                .satisfiesExactly(line -> assertThat(line).startsWith("request    "), line -> assertThat(line)
                        .startsWith("predicted  ")
                        .contains("predictions ")
                        .contains("\"predicted_price\":"));
        assertThat(printed(0, "trace", "bad").lines().toList())
                .satisfiesExactly(line -> assertThat(line).startsWith("request    "), line -> assertThat(line)
                        .startsWith("rejected   ")
                        .contains("no_prices: no bar for NOSUCH")
                        .containsPattern("\\(of prediction-requests \\d:1\\)"));

        topics.request("k", "{\"request_id\":\"late\",\"ticker\":\"AAPL\"}");
        topics.flush();
        assertThat(printed(1, "trace", "late"))
                .containsPattern(
                        "waits: it is the next in its partition, of which .* all before \\d:2; no worker is there now");
        assertThat(printed(1, "trace", "never-sent")).startsWith("not seen since 20");
    }

    @Test
    void refusesATimeThatIsNone() throws Exception {
        assertThat(printed(2, "trace", "r1", "--since", "soon"))
                .startsWith("--since is 'soon', expected a duration such as 250ms, 30s or 5m from ");
    }
}
