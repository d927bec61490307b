package dev.presage.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jars of the whole system, as processes. */
class DemoIT {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void runsOneCycleWithoutLosingARequestAndLeavesNoProcess() throws Exception {
        try (DemoProcess demo = DemoProcess.start(
                folder, "--once", "--no-monitoring", "--sessions", "30", "--live-seconds", "6", "--rate", "100")) {
            assertThat(demo.exitCode()).as(() -> demo.read("demo.err")).isZero();

            List<String> lines = demo.output("demo.out").lines().toList();
            JsonNode result = new JsonMapper().readTree(lines.get(lines.size() - 1));
            int requests = result.required("requests").intValue();
            assertThat(requests).isGreaterThan(400);
            assertThat(result.required("unaccounted").intValue()).isZero();
            assertThat(result.required("rejected").intValue()).isBetween(6, 8);
            assertThat(result.required("predicted").intValue()
                            + result.required("rejected").intValue())
                    .isEqualTo(requests);
            // the truth of all but the newest of 30 sessions of 4 tickers is known, and of some the earnings model's
            // too
            assertThat(result.required("evaluated").intValue()).isBetween(4 * 29, 4 * 29 * 2);
            assertThat(result.required("accuracy").required("normal").doubleValue())
                    .isBetween(0.2, 0.8);
            assertThat(demo.output("demo.err"))
                    .as("each kind of bad request was refused for its own reason")
                    .containsPattern("rejected \\(expired 1, invalid_field 1, malformed_json [12], missing_field [12], "
                            + "no_prices 1, unknown_model 1\\), 0 waiting");
            assertThat(demo.output("demo.out")).contains("Verdict over the last 30 sessions:");
            assertThat(demo.started()).extracting(Leftover::name).contains("worker", "all-sessions", "newest-session");
            assertThat(demo.running()).isEmpty();
        }
    }

    @Test
    void tellsHowToStartAKilledWorkerAndEndsWhatAKilledDemoLeft() throws Exception {
        try (DemoProcess killed =
                DemoProcess.start(folder, "--no-monitoring", "--sessions", "5", "--live-seconds", "1")) {
            killed.awaitLive();
            ProcessHandle worker = killed.handle().descendants().toList().get(0);

            killed.kill();
            assertThat(worker.isAlive()).as("orphaned").isTrue();
            try (DemoProcess next =
                    DemoProcess.start(folder, "--no-monitoring", "--sessions", "5", "--live-seconds", "1")) {
                next.awaitLive();
                assertThat(next.output("demo.err")).contains("ended worker (pid " + worker.pid() + ")");
                assertThat(worker.isAlive()).isFalse();

                next.handle().descendants().forEach(ProcessHandle::destroyForcibly);
                await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(next.output("demo.err"))
                        .contains("the worker is gone; start it again with")
                        .contains("worker.jar"));
                assertThat(next.handle().isAlive()).isTrue();
            }
        }
    }
}
