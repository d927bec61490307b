package dev.presage.evaluator.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.presage.contract.Prediction;
import dev.presage.contract.Topic;
import dev.presage.evaluator.FiguresFixture;
import dev.presage.evaluator.TopicWriter;
import dev.presage.process.EvaluatorProcess;
import dev.presage.process.EvaluatorProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A real {@code spark-submit} beside the jar of the embedded engine, on the same topics of a real broker. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SparkEvaluatorIT {
    private final FiguresFixture fixture = new FiguresFixture();
    private final List<AutoCloseable> running = new ArrayList<>();

    @TempDir
    private static Path directory = Path.of("");

    private String bootstrapServers = "";

    /** Beside the fixture: what was aborted, what is not committed, what can't be read. */
    @BeforeAll
    void fillTopics() throws Exception {
        BrokerProcess broker = BrokerProcess.start(Files.createDirectory(directory.resolve("broker")));
        running.add(broker);
        bootstrapServers = broker.bootstrapServers();
        fixture.writeManifests(directory.resolve("models"));
        TopicWriter topics = new TopicWriter(bootstrapServers);
        topics.createTopics(3);
        topics.text(Topic.PRICES, "AAA", "{}");
        topics.bars(fixture.bars);
        List<Prediction> shuffled = new ArrayList<>(fixture.predictions);
        Collections.shuffle(shuffled, new Random(1));
        topics.abortedPredictions(shuffled.subList(0, 300));
        for (String ticker : List.of("AAA", "BBB", "CCC", "DDD")) {
            topics.text(Topic.PREDICTIONS, ticker, "not JSON");
        }
        topics.zeros(Topic.PREDICTIONS, 3, 500_000);
        topics.predictions(shuffled.subList(0, 500));
        topics.predictions(shuffled.subList(500, shuffled.size()));
        topics.abortedPredictions(shuffled.subList(0, 300));
        running.add(topics.openPredictions(shuffled.subList(0, 100)));
    }

    @AfterAll
    void stop() throws Exception {
        Collections.reverse(running);
        for (AutoCloseable closeable : running) {
            closeable.close();
        }
    }

    @Test
    void reportsWhatTheEmbeddedEngineReports() throws Exception {
        JsonNode widest = fixture.expected.path("cases").get(3);
        String from = widest.path("from").textValue();
        String to = widest.path("to").textValue();

        String[] days = {"--from", from, "--to", to, "--one-window", "--hindsight", "--report-dir"};

        Ended embedded = embedded(bootstrapServers).run(with(days, "embedded"));
        Ended spark = spark(bootstrapServers).run("local[*]", with(days, "spark"));

        assertThat(embedded.exitCode()).as(embedded.stderr()).isEqualTo(4);
        assertThat(spark).isEqualTo(embedded);
        JsonNode expected = report("embedded/" + from + "_" + to);
        assertThat(expected.at("/totals/session/evaluated").intValue()).isGreaterThan(100);
        JsonNode read = expected.at("/read/predictions");
        assertThat(read.path("accepted").intValue()).isEqualTo(fixture.predictions.size());
        assertThat(read.at("/refused/malformed_json").intValue()).isEqualTo(4);
        assertThat(read.at("/refused/too_large").intValue()).isEqualTo(3);
        JsonNode actual = report("spark/" + from + "_" + to);
        assertThat(actual.path("read")).isEqualTo(expected.path("read"));
        assertThat(compare("", actual, expected)).as("numbers compared").isGreaterThan(500);
    }

    /** Five tasks read three partitions, so that the answers to a question are met by several, here in two processes. */
    @Test
    void printsTheSameWithExecutorsInProcessesOfTheirOwn() throws Exception {
        Files.createDirectory(directory.resolve("fewer"));
        fixture.writeManifests(directory.resolve("fewer"));
        Files.delete(directory.resolve("fewer/swing/2/model.json"));

        Ended embedded = embedded(bootstrapServers).run("--date", "2017-02-10", "--models", "fewer", "--dry-run");
        Ended spark = spark(bootstrapServers)
                .run("local-cluster[2,1,512]", "--date", "2017-02-10", "--models", "fewer", "--dry-run");

        assertThat(embedded.exitCode()).isZero();
        assertThat(figures(embedded)).hasSizeGreaterThan(50);
        assertThat(embedded.stderr()).contains("predictions are not judged").hasLineCount(1);
        assertThat(spark.exitCode()).as(spark.stderr()).isZero();
        assertThat(figures(spark)).isEqualTo(figures(embedded));
        assertThat(spark.stderr()).isEqualTo(embedded.stderr());
    }

    /** Without when the run was, and how much room that takes. */
    private static List<String> figures(Ended ended) {
        return ended.stdout()
                .lines()
                .filter(line -> !line.startsWith("model_evaluator_last_"))
                .map(line -> line.replaceAll(" +", " "))
                .toList();
    }

    @Test
    void endsLikeTheEmbeddedEngineWithoutBrokerTopicsOrPrices() throws Exception {
        assertAlikeOn("127.0.0.1:1", "did not answer within 3 s");
        try (BrokerProcess broker = BrokerProcess.start(Files.createDirectory(directory.resolve("empty")))) {
            assertAlikeOn(broker.bootstrapServers(), "the topics prices and predictions are missing");

            new TopicWriter(broker.bootstrapServers()).createTopics(1);

            assertAlikeOn(broker.bootstrapServers(), "the topic prices holds no price bar");
        }
    }

    private void assertAlikeOn(String servers, String sentence) throws Exception {
        Ended embedded = embedded(servers).run("--date", "2017-02-10", "--dry-run");
        Ended spark = spark(servers).run("local[*]", "--date", "2017-02-10", "--dry-run");

        assertThat(embedded.exitCode()).isEqualTo(3);
        assertThat(embedded.stderr()).contains(sentence).hasLineCount(1);
        assertThat(spark).isEqualTo(embedded);
    }

    private EvaluatorProcess embedded(String servers) {
        return new EvaluatorProcess(directory, environment(servers));
    }

    private SparkSubmit spark(String servers) throws IOException {
        return new SparkSubmit(directory, environment(servers));
    }

    /** Nobody listens at the Pushgateway's address; the report is there all the same. */
    private static Map<String, String> environment(String servers) {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                servers,
                "KAFKA_FETCH_MAX_BYTES",
                "1000000",
                "EVALUATOR_KAFKA_TIMEOUT",
                "3s",
                "EVALUATOR_PUSHGATEWAY",
                "127.0.0.1:1",
                "EVALUATOR_PUSH_TIMEOUT",
                "0s");
    }

    private static String[] with(String[] arguments, String last) {
        return Stream.concat(Stream.of(arguments), Stream.of(last)).toArray(String[]::new);
    }

    /** Without what differs from run to run. */
    private static JsonNode report(String folder) throws IOException {
        ObjectNode report = (ObjectNode) new JsonMapper()
                .readTree(directory.resolve(folder).resolve("report.json").toFile());
        report.remove("generated_at");
        ((ObjectNode) report.get("settings")).remove("report_dir");
        return report;
    }

    /** Compares all that there is, and says how many numbers there were. */
    private static int compare(String path, JsonNode actual, JsonNode expected) {
        if (expected.isNumber()) {
            assertThat(actual.doubleValue()).as(path).isCloseTo(expected.doubleValue(), within(1e-9));
            return 1;
        }
        if (!expected.isContainerNode()) {
            assertThat(actual).as(path).isEqualTo(expected);
            return 0;
        }
        assertThat(actual.getNodeType()).as(path).isEqualTo(expected.getNodeType());
        assertThat(actual).as(path).hasSize(expected.size());
        int numbers = 0;
        for (int i = 0; i < expected.size() && expected.isArray(); i++) {
            numbers += compare(path + "/" + i, actual.get(i), expected.get(i));
        }
        for (Map.Entry<String, JsonNode> field : expected.properties()) {
            numbers += compare(path + "/" + field.getKey(), actual.path(field.getKey()), field.getValue());
        }
        return numbers;
    }
}
