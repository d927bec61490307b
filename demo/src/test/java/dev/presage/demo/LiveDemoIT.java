package dev.presage.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

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
        demo = DemoProcess.start(folder, "--sessions", "5", "--live-seconds", "1");
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
        List<String> queries = queries();
        assertThat(queries).hasSizeGreaterThan(25);
        // rates need two scrapes, 15 s apart, with something in between; what is pushed needs one
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(() -> {
                    List<String> unanswered = new ArrayList<>();
                    for (String query : queries) {
                        if (!hasAnswer(query)) {
                            unanswered.add(query);
                        }
                    }
                    assertThat(unanswered).isEmpty();
                });
    }

    @Test
    @Order(3)
    void stopsAllItStarted() throws Exception {
        List<ProcessHandle> children = demo.handle().descendants().toList();
        assertThat(children).isNotEmpty();

        demo.terminate();

        assertThat(demo.exitCode()).isEqualTo(143);
        assertThat(children).noneMatch(ProcessHandle::isAlive);
        assertThat(demo.output("demo.err")).endsWith("stopped\n");
    }

    /** The indented lines, without what is said of them. */
    private static List<String> queries() throws IOException {
        return Files.readAllLines(REPOSITORY.root().resolve("docs/queries.md")).stream()
                .filter(line -> line.startsWith("    "))
                .map(line -> line.split(" +# ", -1)[0].strip())
                .toList();
    }

    /** Whether there is a series whose value is a number. */
    private static boolean hasAnswer(String query) throws IOException, InterruptedException {
        URI uri = Ports.uri(
                demo.port("prometheus"), "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        String body = CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
        for (JsonNode series : new JsonMapper().readTree(body).at("/data/result")) {
            if (!series.at("/value/1").asText().equals("NaN")) {
                return true;
            }
        }
        return false;
    }
}
