package dev.presage.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Prometheus' HTTP API. */
final class Prometheus {
    private final String uri;
    private final Browser browser;

    /** @param address as {@code host:port} */
    Prometheus(String address) {
        this("http://" + address, new Browser(HttpClient.newHttpClient()));
    }

    /** @param browser who is let in */
    Prometheus(String uri, Browser browser) {
        this.uri = uri;
        this.browser = browser;
    }

    /** What a query finds at a time: each series' value, by its label of that name. */
    Map<String, Double> query(String query, String label, Instant at) throws IOException, InterruptedException {
        HttpResponse<String> response =
                browser.get(uri + "/api/v1/query?time=" + at + "&query=" + URLEncoder.encode(query, UTF_8));
        JsonNode json = new JsonMapper().readTree(response.body());
        if (!json.path("status").asText().equals("success")) {
            throw new IOException(response.uri() + " is answered with " + response.body());
        }
        Map<String, Double> values = new TreeMap<>();
        for (JsonNode series : json.path("data").path("result")) {
            values.put(
                    series.path("metric").path(label).asText(),
                    series.path("value").path(1).asDouble());
        }
        return values;
    }
}
