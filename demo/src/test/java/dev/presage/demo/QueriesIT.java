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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Every query that the documents give has an answer on the running system. */
@EnabledIf(
        value = "monitoringIsThere",
        disabledReason =
                "QueriesIT did not run: no prometheus, pushgateway and alertmanager under .tools/bin or on the PATH")
class QueriesIT {
    private static final Repository REPOSITORY = Repository.own();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private Path folder = Path.of("");

    static boolean monitoringIsThere() {
        return new Monitoring(REPOSITORY, new Ports(1, 2, 3, 4, 5, 6, 7))
                .absent()
                .isEmpty();
    }

    @Test
    void eachHasAnAnswer() throws Exception {
        List<String> queries = queries();
        assertThat(queries).hasSizeGreaterThan(25);
        try (DemoProcess demo = DemoProcess.start(folder, "--sessions", "5", "--live-seconds", "1")) {
            demo.awaitLive();

            // rates need two scrapes, 15 s apart, with something in between; what is pushed needs one
            await().atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofSeconds(2))
                    .untilAsserted(() -> {
                        List<String> unanswered = new ArrayList<>();
                        for (String query : queries) {
                            if (!hasAnswer(demo, query)) {
                                unanswered.add(query);
                            }
                        }
                        assertThat(unanswered).isEmpty();
                    });
        }
    }

    /** The indented lines, without what is said of them. */
    private static List<String> queries() throws IOException {
        return Files.readAllLines(REPOSITORY.root().resolve("docs/queries.md")).stream()
                .filter(line -> line.startsWith("    "))
                .map(line -> line.split(" +# ", -1)[0].strip())
                .toList();
    }

    /** Whether there is a series whose value is a number. */
    private static boolean hasAnswer(DemoProcess demo, String query) throws IOException, InterruptedException {
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
