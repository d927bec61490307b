package dev.presage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.process.ChildProcess;
import dev.presage.process.WorkerProcess;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The examples for producers, against one broker and one worker, all at once: they take their time to start. */
class ExamplesIT extends WithBroker {
    private static final String NOBODY = "127.0.0.1:1";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    /** What became of an example. */
    private record Run(int exitCode, String stdout, String stderr) {
        static Run of(ChildProcess process) throws Exception {
            try (process) {
                return new Run(process.awaitExit(), process.stdout(), process.stderr());
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> eachTellsWhatBecameOfItsRequest() throws Exception {
        createTopics();
        topics.publishBars();
        Map<Example, List<String>> lines = new LinkedHashMap<>();
        for (Example example : Example.all()) {
            example.line().get().ifPresent(line -> lines.put(example, line));
        }
        Map<Example, Run> predicted;
        Map<Example, Run> rejected;
        try (WorkerProcess worker = startReady()) {
            var answered = startAll(lines, "-b", brokers(), "-t", "90", "AAPL");
            var refused = startAll(lines, "-b", brokers(), "-t", "90", "NONE");
            predicted = awaitAll(answered);
            rejected = awaitAll(refused);
            assertThat(worker.terminate()).isZero();
        }
        var unanswered = startAll(lines, "-b", brokers(), "-t", "6", "AAPL");
        var unheard = startAll(lines, "-b", NOBODY, "-t", "2", "AAPL");
        Map<Example, Run> late = awaitAll(unanswered);
        Map<Example, Run> absent = awaitAll(unheard);

        return Example.all().stream()
                .map(example -> DynamicTest.dynamicTest(example.name(), () -> {
                    isPredicted(of(predicted, example));
                    isRejected(of(rejected, example));
                    isLate(of(late, example));
                    hasNoBroker(of(absent, example));
                }));
    }

    private static Run of(Map<Example, Run> runs, Example example) {
        Run run = runs.get(example);
        return run != null
                ? run
                : Assumptions.abort("ExamplesIT did not run " + example + ": it needs " + example.needs());
    }

    private Map<Example, ChildProcess> startAll(Map<Example, List<String>> lines, String... arguments)
            throws Exception {
        Map<Example, ChildProcess> started = new LinkedHashMap<>();
        for (var line : lines.entrySet()) {
            started.put(line.getKey(), Example.start(line.getValue(), directory, arguments));
        }
        return started;
    }

    private static Map<Example, Run> awaitAll(Map<Example, ChildProcess> started) throws Exception {
        Map<Example, Run> runs = new LinkedHashMap<>();
        for (var example : started.entrySet()) {
            runs.put(example.getKey(), Run.of(example.getValue()));
        }
        return runs;
    }

    private static void isPredicted(Run run) {
        assertThat(run.stdout())
                .as(run.stderr())
                .startsWith("predicted {\"request_id\":\"")
                .hasLineCount(1);
        assertThat(run.exitCode()).isZero();
    }

    private static void isRejected(Run run) {
        assertThat(run.stdout())
                .as(run.stderr())
                .startsWith("rejected no_prices: no bar for NONE at or before ")
                .hasLineCount(1);
        assertThat(run.exitCode()).isEqualTo(1);
    }

    private static void isLate(Run run) {
        assertThat(run.stderr())
                .startsWith("no outcome of ")
                .contains(" within 6 s; `worker.jar trace ")
                .hasLineCount(1);
        assertThat(run.exitCode()).isEqualTo(2);
    }

    private static void hasNoBroker(Run run) {
        assertThat(run.stderr())
                .startsWith("Kafka at " + NOBODY + " can't be used: ")
                .hasLineCount(1);
        assertThat(run.stdout()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(3);
    }

    private String brokers() {
        return String.valueOf(kafka().get("bootstrap.servers"));
    }
}
