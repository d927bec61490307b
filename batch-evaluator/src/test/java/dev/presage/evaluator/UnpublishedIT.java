package dev.presage.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.presage.broker.EmbeddedBroker;
import dev.presage.process.EvaluatorProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The jar as it is shipped, where what it found can't be published: a clear sentence, the right exit code, nothing half-written. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnpublishedIT {
    private static final int QUIET_SINCE = 30;
    private static final int LAST = 31;

    private final PastMarket market = new PastMarket(LAST + 1, 20);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private static Path directory;

    @SuppressWarnings("NullAway.Init")
    private EmbeddedBroker broker;

    /** Of the last two sessions none is forecast. */
    @BeforeAll
    void start() throws Exception {
        broker = EmbeddedBroker.start();
        TopicWriter topics = new TopicWriter(broker.bootstrapServers());
        topics.createTopics(2);
        topics.bars(market.bars(0, LAST));
        topics.predictions(market.predictions(0, QUIET_SINCE - 2));
        new FiguresFixture().writeManifests(directory.resolve("models"));
    }

    @AfterAll
    void stop() throws IOException {
        broker.close();
    }

    @ParameterizedTest
    @CsvSource({
        "400, was 400",
        "401, was 401",
        "500, (the last of ",
    })
    void whatThePushgatewayRefusesIsSaidAndTheReportIsThere(int status, String said) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        try {
            assertUnpublished("127.0.0.1:" + server.getAddress().getPort(), "status-" + status, said);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aPushgatewayThatNeverAnswersIsGivenUpOn() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertUnpublished("127.0.0.1:" + silent.getLocalPort(), "silent", "did not take the figures");
        }
    }

    private void assertUnpublished(String pushgateway, String reports, String said) throws Exception {
        EvaluatorProcess.Ended ended = new EvaluatorProcess(directory, environment(pushgateway))
                .run("--date", day(20), "--report-dir", reports);

        assertThat(ended.exitCode()).as(ended.stderr()).isEqualTo(ExitCode.NOT_PUBLISHED.code());
        assertThat(ended.stderr())
                .startsWith("the Pushgateway at " + pushgateway + " ")
                .contains(said)
                .hasLineCount(1);
        assertThat(directory.resolve(reports).resolve(day(20))).isDirectoryContaining("glob:**/report.json");
    }

    /** A limit on the size of files ends writing as a full disk does, in the middle. */
    @Test
    void aDiskThatIsFullLeavesTheReportThatWasThere() throws Exception {
        String pushgateway = "127.0.0.1:1";
        new EvaluatorProcess(directory, environment(pushgateway)).run("--date", day(21), "--report-dir", "disk");
        Map<String, String> before = files(directory.resolve("disk"));

        ProcessBuilder limited = new ProcessBuilder(
                        "bash",
                        "-c",
                        "ulimit -f 8; exec \"$0\" -XX:-UsePerfData -jar \"$1\" --date " + day(21)
                                + " --report-dir disk",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        Path.of("target/batch-evaluator.jar").toAbsolutePath().toString())
                .directory(directory.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(directory.resolve("disk.err").toFile());
        limited.environment().putAll(environment(pushgateway));
        assertThat(limited.start().waitFor()).isEqualTo(ExitCode.NOT_PUBLISHED.code());

        assertThat(directory.resolve("disk.err")).content().startsWith("the report can't be written: ");
        assertThat(files(directory.resolve("disk"))).isEqualTo(before);
    }

    @Test
    void aNightOnWhichNobodyAskedIsSaidAndPublished() throws Exception {
        try (RealPushgateway pushgateway = RealPushgateway.start(directory)) {
            EvaluatorProcess.Ended ended = new EvaluatorProcess(directory, environment(pushgateway.address()))
                    .run("--date", day(LAST), "--report-dir", "quiet");

            assertThat(ended)
                    .isEqualTo(new EvaluatorProcess.Ended(
                            0,
                            "",
                            "no forecast ended on " + day(LAST) + " and none was pending then: nobody asked for"
                                    + " predictions, or no worker answered\n"));
            assertThat(pushgateway.lines("model_evaluator_last_success_timestamp_seconds"))
                    .hasSize(1);
        }
        assertThat(directory.resolve("quiet").resolve(day(LAST))).isDirectoryContaining("glob:**/report.json");
    }

    @Test
    void whereTheManifestIsGoneNobodyElseIsBlamed() throws Exception {
        Path models = directory.resolve("others");
        new FiguresFixture().writeManifests(models);
        Files.delete(models.resolve("normal/1/model.json"));

        EvaluatorProcess.Ended ended = new EvaluatorProcess(directory, environment("127.0.0.1:1"))
                .run("--date", day(20), "--models", "others", "--report-dir", "unjudged");

        assertThat(ended.stderr())
                .startsWith("others holds no manifest of ")
                .doesNotContain("nobody asked for predictions");
    }

    private Map<String, String> environment(String pushgateway) {
        return Map.of(
                "KAFKA_BOOTSTRAP_SERVERS",
                broker.bootstrapServers(),
                "EVALUATOR_PUSHGATEWAY",
                pushgateway,
                "EVALUATOR_PUSH_TIMEOUT",
                "2s");
    }

    private String day(int session) {
        return market.day(session).toString();
    }

    /** The content of every file that a run leaves, by its name; the lock's is of the run. */
    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                if (!file.endsWith(".lock")) {
                    files.put(folder.relativize(file).toString(), Files.readString(file, StandardCharsets.UTF_8));
                }
            }
        }
        return files;
    }
}
