package dev.presage.benchmark.measure;

import dev.presage.benchmark.process.BenchmarkException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Reads a process's {@code /metrics} and health, as Prometheus and an orchestrator do. */
public final class Metrics {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final int port;

    public Metrics(int port) {
        this.port = port;
    }

    /** The text that Prometheus would read. */
    public String scrape() throws BenchmarkException, InterruptedException {
        HttpResponse<String> response;
        try {
            response = get("/metrics");
        } catch (IOException e) {
            throw new BenchmarkException("the metrics can't be read: " + e, e);
        }
        if (response.statusCode() != 200) {
            throw new BenchmarkException("/metrics answers " + response.statusCode() + ", expected 200");
        }
        return response.body();
    }

    /** Whether {@code /readyz} answers 200; false while nobody listens. */
    public boolean isReady() throws InterruptedException {
        try {
            return get("/readyz").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** The value of a series in a scrape, such as {@code prediction_requests_total{outcome="predicted"}}. */
    static double value(String scrape, String series) throws BenchmarkException {
        String value = scrape.lines()
                .filter(line -> line.startsWith(series + " "))
                .findFirst()
                .orElseThrow(() -> new BenchmarkException("there is no " + series + " among the metrics"))
                .substring(series.length() + 1);
        return Double.parseDouble(value);
    }
}
