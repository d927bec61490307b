package dev.presage.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The demo's Prometheus, as it answers who asks. */
final class Prometheus {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final int port;

    Prometheus(int port) {
        this.port = port;
    }

    /**
     * Whether there is a series that has these labels and whose value is a number.
     *
     * @throws AssertionError if the query is refused
     */
    boolean hasAnswer(String query, Set<String> labels) throws IOException, InterruptedException {
        URI uri = Ports.uri(port, "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
        String body = CLIENT.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
        JsonNode answer = new JsonMapper().readTree(body);
        assertThat(answer.at("/status").asText()).as(query + ": " + body).isEqualTo("success");
        for (JsonNode series : answer.at("/data/result")) {
            if (!series.at("/value/1").asText().equals("NaN")
                    && labels.stream().allMatch(label -> series.at("/metric").has(label))) {
                return true;
            }
        }
        return false;
    }
}
