package dev.presage.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.presage.broker.EmbeddedBroker;
import dev.presage.contract.FeaturesSource;
import dev.presage.contract.ModelId;
import dev.presage.contract.Prediction;
import dev.presage.contract.PriceBar;
import dev.presage.contract.Ticker;
import dev.presage.contract.Topic;
import dev.presage.process.EvaluatorProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is shipped, on a real broker whose topics are not what a night's run finds. */
class UnusualInputIT {
    private static final Ticker AAPL = new Ticker("AAPL");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private EmbeddedBroker broker;

    @SuppressWarnings("NullAway.Init")
    private TopicWriter topics;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start();
        topics = new TopicWriter(broker.bootstrapServers());
        new FiguresFixture().writeManifests(directory.resolve("models"));
    }

    @AfterEach
    void stop() throws IOException {
        broker.close();
    }

    /** The Pushgateway is none of these tests' business: nobody listens there. */
    private EvaluatorProcess.Ended run(String... arguments) throws IOException, InterruptedException {
        return run(Map.of(), arguments);
    }

    private EvaluatorProcess.Ended run(Map<String, String> more, String... arguments)
            throws IOException, InterruptedException {
        Map<String, String> environment = new HashMap<>(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                broker.bootstrapServers(),
                "EVALUATOR_KAFKA_TIMEOUT",
                "10s",
                "EVALUATOR_PUSHGATEWAY",
                "127.0.0.1:1",
                "EVALUATOR_PUSH_TIMEOUT",
                "0s"));
        environment.putAll(more);
        return new EvaluatorProcess(directory, environment).run(arguments);
    }

    private static PriceBar bar(String day, double close) {
        return new PriceBar(AAPL, Instant.parse(day + "T21:00:00Z"), close, close, close, close, 1);
    }

    private static Prediction prediction(String day, double from, double to) {
        Instant reference = Instant.parse(day + "T21:00:00Z");
        return new Prediction(
                "r",
                AAPL,
                new ModelId("normal", 1),
                reference,
                reference,
                from,
                1,
                to,
                0.6,
                FeaturesSource.PRICES,
                reference.plusSeconds(1));
    }

    @Test
    void endsWith3WithoutBrokerTopicsOrPrices() throws Exception {
        assertThat(run("--bootstrap-servers", "127.0.0.1:1", "--date", "2017-03-01", "--dry-run"))
                .isEqualTo(new EvaluatorProcess.Ended(3, "", "Kafka at 127.0.0.1:1 did not answer within 10 s\n"));

        assertThat(run("--date", "2017-03-01", "--dry-run"))
                .isEqualTo(new EvaluatorProcess.Ended(
                        3,
                        "",
                        "the topics prices and predictions are missing on " + broker.bootstrapServers()
                                + "; java -jar worker.jar topics create makes the topics\n"));

        topics.createTopics(1);
        assertThat(run("--date", "2017-03-01", "--dry-run"))
                .isEqualTo(new EvaluatorProcess.Ended(3, "", "the topic prices holds no price bar\n"));

        topics.text(Topic.PRICES, "AAPL", "{}");
        assertThat(run("--date", "2017-03-01", "--dry-run"))
                .isEqualTo(new EvaluatorProcess.Ended(
                        3,
                        "",
                        "the topic prices holds no price bar: all 1 records were refused, the first at partition 0,"
                                + " offset 0: ticker is missing\n"));
    }

    @Test
    void measuresRecentSessionsAgainAndTellsWhatALateBarChanged() throws Exception {
        topics.createTopics(2);
        topics.bars(List.of(bar("2017-03-01", 100), bar("2017-03-03", 102)));
        topics.predictions(List.of(prediction("2017-03-01", 100, 101), prediction("2017-03-02", 101, 100)));
        // Nobody listens at the Pushgateway's address; the report is there all the same.
        assertThat(run("--date", "2017-03-03").exitCode()).isEqualTo(4);
        assertThat(evaluated("2017-03-03")).isEqualTo(2);

        topics.bars(List.of(bar("2017-03-02", 99), bar("2017-03-06", 103)));
        assertThat(run("--date", "2017-03-06").exitCode()).isEqualTo(4);

        JsonNode changes = report("2017-03-06").path("changes");
        assertThat(changes)
                .as("the forecast of the 1st ended on the 2nd, which had not been a session")
                .anySatisfy(change -> {
                    assertThat(change.path("date").textValue()).isEqualTo("2017-03-03");
                    assertThat(change.path("figure").textValue()).isEqualTo("evaluated");
                    assertThat(change.path("before").doubleValue()).isEqualTo(2);
                    assertThat(change.path("after").doubleValue()).isEqualTo(1);
                });
        assertThat(report("2017-03-06").path("recent_sessions"))
                .extracting(session -> session.path("date").textValue())
                .containsExactly("2017-03-01", "2017-03-02", "2017-03-03", "2017-03-06");
    }

    @Test
    void readsFurtherBackWhereSessionsAreFarApart() throws Exception {
        topics.createTopics(2);
        topics.bars(
                List.of(bar("1990-01-02", 50), bar("2015-03-02", 90), bar("2016-03-01", 100), bar("2017-03-01", 101)));
        topics.predictions(List.of(prediction("2017-02-28", 100, 102)));

        assertThat(run("--date", "2017-03-01").exitCode()).isEqualTo(4);

        assertThat(evaluated("2017-03-01")).isEqualTo(1);
        assertThat(report("2017-03-01").at("/windows/20_sessions/from").textValue())
                .isEqualTo("1990-01-02");
        assertThat(report("2017-03-01").at("/windows/20_sessions/sessions").intValue())
                .isEqualTo(4);
    }

    /** Kept as they come, the bars alone are five times the heap. */
    @Test
    void countsBarsAndPredictionsThatAreFarTooLargeAndKeepsNoneOfThem() throws Exception {
        topics.createTopics(1);
        topics.zeros(Topic.PRICES, 100, 5_000_000);
        topics.zeros(Topic.PREDICTIONS, 100, 5_000_000);
        topics.bars(List.of(bar("2017-03-01", 100), bar("2017-03-02", 102)));
        topics.predictions(List.of(prediction("2017-03-01", 100, 101)));

        EvaluatorProcess.Ended ended = run(Map.of("JAVA_TOOL_OPTIONS", "-Xmx100m"), "--date", "2017-03-02");

        assertThat(ended.exitCode()).as(ended.stderr()).isEqualTo(4);
        assertThat(evaluated("2017-03-02")).isEqualTo(1);
        for (String topic : List.of("prices", "predictions")) {
            JsonNode read = report("2017-03-02").path("read").path(topic);
            assertThat(read.at("/refused/too_large").intValue()).isEqualTo(100);
            assertThat(read.path("first_refusal").textValue())
                    .isEqualTo("partition 0, offset 0: the message has 5000000 bytes, expected at most 65536");
        }
    }

    private int evaluated(String day) throws IOException {
        return report(day).at("/totals/session/evaluated").intValue();
    }

    private JsonNode report(String day) throws IOException {
        return new JsonMapper()
                .readTree(directory.resolve("reports/" + day + "/report.json").toFile());
    }
}
