package dev.presage.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** One demo that goes on until it is told to stop. */
@TestMethodOrder(OrderAnnotation.class)
class LiveDemoIT {
    private static final Repository REPOSITORY = Repository.own();

    /** Panels that are rightly empty on a healthy system, and what they are asked instead: of Watchdog, which fires while all is well, they tell. */
    private static final Map<String, UnaryOperator<String>> RIGHTLY_EMPTY =
            Map.of("Firing now", query -> query.replace("severity!=\"none\"", "severity=\"none\""));

    @TempDir
    private static Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private static DemoProcess demo;

    static boolean monitoringIsThere() {
        return new Monitoring(REPOSITORY, new Ports(1, 2, 3, 4, 5, 6, 7))
                .absent()
                .isEmpty();
    }

    @BeforeAll
    static void start() throws Exception {
        demo = DemoProcess.start(folder, "--sessions", "12", "--live-seconds", "1");
        demo.awaitLive();
    }

    @AfterAll
    static void stop() throws Exception {
        demo.close();
    }

    @Test
    @Order(1)
    void answersRequests() throws Exception {
        assertThat(demo.request("good", "--ticker", "AAPL")).isZero();
        assertThat(demo.output("good.out")).contains("\"ticker\":\"AAPL\"").contains("\"predicted_price\":");
        assertThat(demo.output("good.err")).startsWith("AAPL closed at 169.23 on ");
        assertThat(demo.request("bad", "--ticker", "AAPL", "--model", "astrology"))
                .isEqualTo(1);
        assertThat(demo.output("bad.err")).startsWith("rejected: unknown_model: ");
    }

    @Test
    @Order(2)
    @EnabledIf(
            value = "monitoringIsThere",
            disabledReason =
                    "LiveDemoIT did not ask the documents' queries: no prometheus, pushgateway and alertmanager under .tools/bin or on the PATH")
    void everyQueryThatTheDocumentsGiveHasAnAnswer() throws Exception {
        List<BoardQuery> queries = documented();
        assertThat(queries).hasSizeGreaterThan(25);
        awaitAnswers(queries);
    }

    @Test
    @Order(3)
    @EnabledIf(
            value = "monitoringIsThere",
            disabledReason =
                    "LiveDemoIT did not ask the boards' queries: no prometheus, pushgateway and alertmanager under .tools/bin or on the PATH")
    void everyQueryOfTheBoardsHasAnAnswer() throws Exception {
        List<BoardQuery> queries = BoardQuery.all(REPOSITORY.root().resolve("alerts/dashboards"));
        assertThat(queries).extracting(BoardQuery::of).containsAll(RIGHTLY_EMPTY.keySet());
        awaitAnswers(queries.stream()
                .map(query -> query.asking(RIGHTLY_EMPTY.getOrDefault(query.of(), UnaryOperator.identity())))
                .toList());
    }

    @Test
    @Order(4)
    @EnabledIf(
            value = "monitoringIsThere",
            disabledReason =
                    "LiveDemoIT did not look for the verdict on the status page: no pushgateway under .tools/bin or on the PATH")
    void theWorkersStatusPageShowsTheVerdict() {
        HttpRequest page =
                HttpRequest.newBuilder(Ports.uri(demo.port("worker"), "/")).build();
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(HttpClient.newHttpClient()
                        .send(page, BodyHandlers.ofString())
                        .body())
                .containsPattern("normal/1</th><td data-column=\"right\">\\d+\\.\\d %</td>"));
    }

    @Test
    @Order(5)
    void stopsAllItStarted() throws Exception {
        List<ProcessHandle> children = demo.handle().descendants().toList();
        assertThat(children).isNotEmpty();

        demo.terminate();

        assertThat(demo.exitCode()).isEqualTo(143);
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        assertThat(demo.output("demo.err")).endsWith("stopped\n");
    }

    /** The indented lines, without what is said of them. */
    private static List<BoardQuery> documented() throws IOException {
        return Files.readAllLines(REPOSITORY.root().resolve("docs/queries.md")).stream()
                .filter(line -> line.startsWith("    "))
                .map(line -> line.split(" +# ", -1)[0].strip())
                .map(query -> new BoardQuery("docs/queries.md", query, query, Set.of()))
                .toList();
    }

    /** Rates need two scrapes, 15 s apart, with something in between; what is pushed needs one. */
    private static void awaitAnswers(List<BoardQuery> queries) {
        Prometheus prometheus = new Prometheus(demo.port("prometheus"));
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> {
                    List<BoardQuery> unanswered = new ArrayList<>();
                    for (BoardQuery query : queries) {
                        if (!prometheus.hasAnswer(query.query(), query.labels())) {
                            unanswered.add(query);
                        }
                    }
                    assertThat(unanswered).isEmpty();
                });
    }
}
