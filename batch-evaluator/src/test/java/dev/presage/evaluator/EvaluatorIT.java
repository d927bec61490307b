package dev.presage.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.presage.broker.EmbeddedBroker;
import dev.presage.contract.Prediction;
import dev.presage.contract.Topic;
import dev.presage.process.EvaluatorProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is shipped, a real broker, a real Pushgateway. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvaluatorIT {
    private static final Path METRICS_PAGE = Path.of("target/metrics.prom");

    private final FiguresFixture fixture = new FiguresFixture();
    private final List<AutoCloseable> running = new ArrayList<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private EmbeddedBroker broker;

    @SuppressWarnings("NullAway.Init")
    private RealPushgateway pushgateway;

    @SuppressWarnings("NullAway.Init")
    private AutoCloseable openTransaction;

    /** Beside the fixture: what was aborted, what is not committed, what can't be read. */
    @BeforeAll
    void fillTopics() throws Exception {
        broker = EmbeddedBroker.start();
        running.add(broker);
        pushgateway = RealPushgateway.start(directory);
        running.add(pushgateway);
        fixture.writeManifests(directory.resolve("models"));
        TopicWriter topics = new TopicWriter(broker.bootstrapServers());
        topics.createTopics(3);
        topics.text(Topic.PRICES, "AAA", "{\"ticker\":\"AAA\",\"close_time\":\"noon\"}");
        topics.bars(fixture.bars);
        List<Prediction> shuffled = new ArrayList<>(fixture.predictions);
        Collections.shuffle(shuffled, new Random(1));
        topics.abortedPredictions(shuffled.subList(0, 300));
        topics.text(Topic.PREDICTIONS, "AAA", "not JSON");
        topics.predictions(shuffled.subList(0, 500));
        topics.predictions(shuffled.subList(500, shuffled.size()));
        topics.abortedPredictions(shuffled.subList(0, 300));
        openTransaction = topics.openPredictions(shuffled.subList(0, 100));
        running.add(openTransaction);
    }

    @AfterAll
    void stop() throws Exception {
        Collections.reverse(running);
        for (AutoCloseable closeable : running) {
            closeable.close();
        }
    }

    @Test
    void reportsAndPushesWhatAnIndependentCalculationFinds() throws Exception {
        for (JsonNode expected : fixture.expected.path("cases")) {
            String from = expected.path("from").textValue();
            String to = expected.path("to").textValue();
            boolean hindsight = expected.path("hindsight").booleanValue();
            List<String> arguments = new ArrayList<>(List.of("--from", from, "--to", to, "--one-window"));
            arguments.addAll(hindsight ? List.of("--hindsight") : List.of());

            EvaluatorProcess.Ended ended = evaluator(Map.of()).run(arguments.toArray(String[]::new));

            assertThat(ended).isEqualTo(new EvaluatorProcess.Ended(0, "", ""));
            JsonNode report = report(from.equals(to) ? from : from + "_" + to);
            for (JsonNode model : expected.path("models")) {
                for (String window : List.of("session", "20_sessions", "year")) {
                    assertFigures(figures(report, model, window), model.path(window));
                    assertPushed(model, window);
                }
            }
        }
        assertThat(pushgateway.page()).doesNotContain("NaN");
    }

    /** The page, with everything that is ever pushed, is what the alert rules' metric names are checked against. */
    @Test
    void keepsThePageThatShowsASuccessAndAFailureAfterIt() throws Exception {
        evaluator(Map.of()).run("--date", "2017-02-10");
        double success = gauge("model_evaluator_last_success_timestamp_seconds");

        EvaluatorProcess.Ended failed = evaluator(Map.of()).run("--date", "2017-02-10", "--bootstrap-servers", "a:b");

        assertThat(failed)
                .isEqualTo(new EvaluatorProcess.Ended(
                        3, "", "Kafka at a:b can't be read: Invalid url in bootstrap.servers: a:b\n"));
        assertThat(gauge("model_evaluator_last_success_timestamp_seconds")).isEqualTo(success);
        assertThat(gauge("model_evaluator_last_failure_timestamp_seconds")).isGreaterThan(success);
        Files.writeString(METRICS_PAGE, pushgateway.page() + "\n");
    }

    @Test
    void tellsWhatItRead() throws Exception {
        evaluator(Map.of()).run("--date", "2017-02-09");

        JsonNode read = report("2017-02-09").path("read");

        assertThat(read.path("prices").path("accepted").intValue()).isEqualTo(fixture.bars.size());
        assertThat(read.path("prices").path("refused").path("invalid_field").intValue())
                .isEqualTo(1);
        assertThat(read.path("prices").path("first_refusal").textValue())
                .contains("close_time is 'noon', expected an ISO-8601 time");
        assertThat(read.path("predictions").path("accepted").intValue()).isEqualTo(fixture.predictions.size());
        assertThat(read.path("predictions")
                        .path("refused")
                        .path("malformed_json")
                        .intValue())
                .isEqualTo(1);
        assertThat(read.path("predictions").path("partitions")).hasSize(3);
    }

    @Test
    void saysThatNothingClosedOnAWeekendAndLeavesTheFiguresAsTheyAre() throws Exception {
        evaluator(Map.of()).run("--date", "2017-02-08");
        List<String> before = pushgateway.lines("model_accuracy_ratio");

        EvaluatorProcess.Ended ended = evaluator(Map.of()).run("--date", "2017-02-12");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.stderr())
                .isEqualTo("no bar closed on 2017-02-12 (America/New_York): there is nothing to evaluate\n");
        assertThat(pushgateway.lines("model_accuracy_ratio")).isNotEmpty().isEqualTo(before);
        assertThat(directory.resolve("reports/2017-02-12")).doesNotExist();
        assertThat(gauge("model_evaluator_last_success_timestamp_seconds"))
                .isCloseTo(Instant.now().toEpochMilli() / 1e3, within(60.0));
    }

    @Test
    void dryRunPrintsWhatItWouldPushAndLeavesNothingBehind() throws Exception {
        List<String> before = pushgateway.lines("model_");

        EvaluatorProcess.Ended ended =
                evaluator(Map.of("EVALUATOR_REPORT_DIR", "nowhere")).run("--date", "2017-02-10", "--dry-run");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.stderr()).isEmpty();
        assertThat(ended.stdout())
                .containsPattern("(?m)^METRIC +LABELS +VALUE$")
                .containsPattern(
                        "(?m)^model_accuracy_ratio +model_type=normal model_version=1 window=session +0.66666667$")
                .containsPattern("(?m)^model_forecasts +model_type=swing .*state=pending window=session +18$");
        assertThat(pushgateway.lines("model_")).isEqualTo(before);
        assertThat(directory.resolve("nowhere")).doesNotExist();
    }

    @Test
    void endsWith4AndTheReportOnDiskWhenThePushgatewayIsDown() throws Exception {
        EvaluatorProcess.Ended ended = evaluator(Map.of("EVALUATOR_PUSH_TIMEOUT", "2s"))
                .run("--date", "2017-02-07", "--pushgateway", "127.0.0.1:1");

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.stderr())
                .matches("the Pushgateway at 127.0.0.1:1 did not take the figures: .*Connection refused"
                        + " \\(the last of \\d+ tries\\)\n");
        assertThat(report("2017-02-07")
                        .path("totals")
                        .path("session")
                        .path("evaluated")
                        .intValue())
                .isPositive();
    }

    @Test
    void pushesAFailureAndNoFiguresWhenTheReportCannotBeWritten() throws Exception {
        evaluator(Map.of()).run("--date", "2017-02-10");
        double windowEnd = gauge("model_evaluator_window_end_timestamp_seconds");
        Files.createDirectories(directory.resolve("full"));
        Files.writeString(directory.resolve("full/2017-02-06"), "a file where a folder is to be");

        EvaluatorProcess.Ended ended = evaluator(Map.of()).run("--date", "2017-02-06", "--report-dir", "full");

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.stderr()).startsWith("the report can't be written: ").hasLineCount(1);
        assertThat(gauge("model_evaluator_last_failure_timestamp_seconds"))
                .isCloseTo(Instant.now().toEpochMilli() / 1e3, within(60.0));
        assertThat(gauge("model_evaluator_window_end_timestamp_seconds"))
                .as("the figures are those of the other night")
                .isEqualTo(windowEnd);
    }

    @Test
    void endsWith5WhileAnotherRunHoldsTheLock() throws Exception {
        RunLock lock = RunLock.take(directory.resolve("reports"), Instant.parse("2017-02-10T12:00:00Z"));
        try {
            EvaluatorProcess.Ended ended = evaluator(Map.of()).run("--date", "2017-02-10");

            assertThat(ended)
                    .isEqualTo(new EvaluatorProcess.Ended(
                            5,
                            "",
                            "another run is at work: process "
                                    + ProcessHandle.current().pid()
                                    + ", since 2017-02-10T12:00:00Z, holds reports/.lock\n"));
        } finally {
            lock.giveBack();
        }
    }

    @Test
    void killedWhileItPushesItLeavesAWholeReportAndNoLock() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String nobody = "127.0.0.1:" + silent.getLocalPort();
            evaluator(Map.of())
                    .killOnceThereIs(
                            Path.of("killed/2017-02-10/report.json"),
                            "--date",
                            "2017-02-10",
                            "--report-dir",
                            "killed",
                            "--pushgateway",
                            nobody);
        }

        JsonNode report = new JsonMapper()
                .readTree(directory.resolve("killed/2017-02-10/report.json").toFile());
        assertThat(report.path("settings").isObject()).as("its last field").isTrue();
        assertThat(evaluator(Map.of())
                        .run("--date", "2017-02-10", "--report-dir", "killed")
                        .exitCode())
                .isZero();
    }

    @Test
    void removesWhatARunLeftThatWasKilled() throws Exception {
        Path day = Files.createDirectories(directory.resolve("litter/2017-02-08"));
        Files.createDirectories(day.resolve(".edition-1"));
        Files.writeString(day.resolve(".edition-1/.report.json.unfinished"), "{");

        EvaluatorProcess.Ended ended = evaluator(Map.of()).run("--date", "2017-02-10", "--report-dir", "litter");

        assertThat(ended.exitCode()).isZero();
        assertThat(day).doesNotExist();
    }

    @Test
    void endsWith2AndEveryProblemOfOptionsAndSettings() throws Exception {
        EvaluatorProcess.Ended ended = evaluator(Map.of("EVALUATOR_ZNE", "UTC")).run("--date", "yesterday");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.stderr().lines())
                .hasSize(2)
                .anyMatch(line -> line.startsWith("--date is 'yesterday', expected a day from 1900-01-01 to today"))
                .contains("EVALUATOR_ZNE is not a setting (did you mean EVALUATOR_ZONE?)");
    }

    @Test
    void warnsOfModelsWithoutAManifestAndJudgesTheOthers() throws Exception {
        Path models = directory.resolve("fewer");
        fixture.writeManifests(models);
        Files.delete(models.resolve("swing/2/model.json"));

        EvaluatorProcess.Ended ended =
                evaluator(Map.of()).run("--date", "2017-02-10", "--models", "fewer", "--report-dir", "others");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.stderr())
                .matches("fewer holds no manifest of swing/2: its \\d+ predictions are not judged, because nothing says"
                        + " how long their truth may take\n");
        JsonNode report = new JsonMapper()
                .readTree(directory.resolve("others/2017-02-10/report.json").toFile());
        assertThat(report.path("models")).hasSize(1);
        assertThat(report.path("warnings")).hasSize(1);
    }

    private EvaluatorProcess evaluator(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(), "EVALUATOR_PUSHGATEWAY", pushgateway.address()));
        all.putAll(environment);
        return new EvaluatorProcess(directory, all);
    }

    private static JsonNode report(String days) throws IOException {
        return new JsonMapper()
                .readTree(directory
                        .resolve("reports")
                        .resolve(days)
                        .resolve("report.json")
                        .toFile());
    }

    private static JsonNode figures(JsonNode report, JsonNode model, String window) {
        for (JsonNode reported : report.path("models")) {
            if (FiguresFixture.model(reported).equals(FiguresFixture.model(model))) {
                return reported.path("windows").path(window);
            }
        }
        throw new AssertionError(FiguresFixture.model(model) + " is not in the report");
    }

    private static void assertFigures(JsonNode actual, JsonNode expected) {
        assertThat(actual.path("forecasts")).isEqualTo(expected.path("forecasts"));
        assertThat(actual.path("measures")).hasSize(expected.path("measures").size());
        expected.path("measures").properties().forEach(measure -> assertThat(
                        actual.path("measures").path(measure.getKey()).doubleValue())
                .as(measure.getKey())
                .isCloseTo(
                        measure.getValue().doubleValue(),
                        FiguresFixture.asPrecise(measure.getValue().doubleValue())));
    }

    private void assertPushed(JsonNode model, String window) throws Exception {
        String labels = "{instance=\"\",job=\"model-evaluator\",model_type=\""
                + model.path("model_type").textValue() + "\",model_version=\"" + model.path("model_version") + "\"";
        for (Map.Entry<String, JsonNode> measure :
                model.path(window).path("measures").properties()) {
            assertThat(gauge("model_" + measure.getKey() + labels + ",window=\"" + window + "\"}"))
                    .as(measure.getKey())
                    .isCloseTo(
                            measure.getValue().doubleValue(),
                            FiguresFixture.asPrecise(measure.getValue().doubleValue()));
        }
        for (Map.Entry<String, JsonNode> state :
                model.path(window).path("forecasts").properties()) {
            assertThat(gauge("model_forecasts" + labels + ",state=\"" + state.getKey() + "\",window=\"" + window
                            + "\"}"))
                    .isEqualTo(state.getValue().doubleValue());
        }
    }

    /** The value of the only series that begins like this. */
    private double gauge(String beginning) throws Exception {
        List<String> lines = pushgateway.lines(beginning);
        assertThat(lines).as(beginning).hasSize(1);
        return Double.parseDouble(lines.get(0).substring(lines.get(0).lastIndexOf(' ') + 1));
    }
}
