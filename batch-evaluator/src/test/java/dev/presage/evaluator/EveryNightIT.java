package dev.presage.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.broker.EmbeddedBroker;
import dev.presage.contract.Topic;
import dev.presage.process.EvaluatorProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is shipped, staying; nights are caught up on, so that none need be waited for. */
class EveryNightIT {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private final FiguresFixture fixture = new FiguresFixture();
    private final LocalDate today = LocalDate.now(ZoneOffset.UTC);
    private final LocalDate yesterday = today.minusDays(1);

    @Test
    void catchesUpAndStaysUntilItIsTerminated() throws Exception {
        LocalDate reported = yesterday.minusDays(2);
        try (EmbeddedBroker broker = EmbeddedBroker.start();
                RealPushgateway pushgateway = RealPushgateway.start(directory)) {
            TopicWriter topics = new TopicWriter(broker.bootstrapServers());
            topics.createTopics(1);
            topics.bars(fixture.bars);

            EvaluatorProcess.Ended ended = evaluatorThatReported(
                            reported, broker.bootstrapServers(), pushgateway.address())
                    .terminateOnceItSays(today + " is due", "--nightly", "00:00");

            assertThat(ended.exitCode()).isZero();
            assertThat(ended.stdout())
                    .containsSubsequence(
                            "evaluated " + reported, "evaluated " + reported.plusDays(1), "evaluated " + yesterday);
            assertThat(ended.stderr().lines())
                    .startsWith(reported.datesUntil(today)
                            .map(day -> "no bar closed on " + day + " (UTC): there is nothing to evaluate")
                            .toArray(String[]::new));
            assertThat(directory.resolve("reports/.nightly")).isRegularFile();
            assertThat(pushgateway.lines("model_evaluator_last_success_timestamp_seconds"))
                    .hasSize(1);
        }
    }

    @Test
    void givesNoSignOfLifeWhileANightIsOwed() throws Exception {
        EvaluatorProcess.Ended ended = evaluatorThatReported(yesterday, "a:b", "127.0.0.1:1")
                .terminateOnceItSays("the next try is at ", "--nightly", "00:00");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.stderr()).contains("Kafka at a:b can't be read: Invalid url in bootstrap.servers: a:b\n");
        assertThat(directory.resolve("reports/.nightly")).doesNotExist();
    }

    /** A record that is larger than the heap: nothing can be done about that one. */
    @Test
    void endsWith1WhereMemoryDoesNotSufficeAndOwesTheNightAtEveryStart() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            TopicWriter topics = new TopicWriter(broker.bootstrapServers());
            topics.createTopics(1);
            topics.zeros(Topic.PRICES, 1, 60_000_000);
            Map<String, String> smallHeap = Map.of("JAVA_TOOL_OPTIONS", "-Xmx50m", "EVALUATOR_PUSH_TIMEOUT", "0s");
            EvaluatorProcess evaluator =
                    evaluatorThatReported(yesterday, broker.bootstrapServers(), "127.0.0.1:1", smallHeap);
            for (int start = 0; start < 2; start++) {
                EvaluatorProcess.Ended ended = evaluator.run("--nightly", "00:00");

                assertThat(ended.exitCode()).as(ended.stderr()).isEqualTo(1);
                assertThat(ended.stdout()).contains("evaluating " + yesterday);
                assertThat(ended.stderr())
                        .endsWith("the evaluation can't go on: java.lang.OutOfMemoryError: Java heap space\n")
                        .doesNotContain("\tat ");
                assertThat(directory.resolve("reports/.nightly")).doesNotExist();
            }
        }
    }

    @Test
    void doesNotStayWithModelsThatCannotBeUsed() throws Exception {
        EvaluatorProcess.Ended ended = new EvaluatorProcess(directory, Map.of()).run("--nightly", "00:00");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.stderr()).hasLineCount(1).contains("models");
    }

    @Test
    void doesNotStayWhereItCannotGiveASignOfLife() throws Exception {
        fixture.writeManifests(directory.resolve("models"));
        Files.writeString(directory.resolve("reports"), "a file where a folder is to be");

        EvaluatorProcess.Ended ended = new EvaluatorProcess(directory, Map.of()).run("--nightly", "00:00");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.stderr()).hasLineCount(1).startsWith("the sign of life reports/.nightly can't be written: ");
    }

    private EvaluatorProcess evaluatorThatReported(LocalDate day, String kafka, String pushgateway) throws IOException {
        return evaluatorThatReported(day, kafka, pushgateway, Map.of());
    }

    private EvaluatorProcess evaluatorThatReported(
            LocalDate day, String kafka, String pushgateway, Map<String, String> more) throws IOException {
        fixture.writeManifests(directory.resolve("models"));
        Path report = directory.resolve("reports").resolve(day.toString()).resolve("report.json");
        Files.createDirectories(report.getParent());
        Files.writeString(report, "{}");
        Map<String, String> environment = new HashMap<>(more);
        environment.put("EVALUATOR_ZONE", "UTC");
        environment.put("KAFKA_BOOTSTRAP_SERVERS", kafka);
        environment.put("EVALUATOR_PUSHGATEWAY", pushgateway);
        return new EvaluatorProcess(directory, environment);
    }
}
