package dev.presage.worker.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.presage.contract.ModelId;
import dev.presage.contract.PriceBar;
import dev.presage.contract.Settings;
import dev.presage.contract.Ticker;
import dev.presage.inference.TestModels;
import dev.presage.models.OnnxGraph;
import dev.presage.models.OnnxGraphs;
import dev.presage.models.OnnxGraphs.OutputShape;
import dev.presage.worker.model.Models;
import dev.presage.worker.predict.Predictor;
import dev.presage.worker.predict.Predictor.PredictionListener;
import dev.presage.worker.telemetry.Health;
import dev.presage.worker.window.PriceWindows;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A prediction API with two models and the prices of two tickers, which each test asks over HTTP. */
abstract class WithApi {
    static final ObjectMapper JSON = new ObjectMapper();
    static final Instant NOW = Instant.parse("2017-03-01T22:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final String KEY = "a-key-that-nobody-guesses";
    static Models models;

    @TempDir
    Path folder;

    final PriceWindows prices = new PriceWindows(40, 10_000);
    final Health health = new Health();
    final HttpClient client = HttpClient.newHttpClient();
    final OpenApi promised = openApi();
    final CountDownLatch modelMayAnswer = new CountDownLatch(1);
    final CountDownLatch modelsAsked = new CountDownLatch(2);
    volatile boolean modelIsSlow;
    Predictor predictor;
    PredictionApi api;

    /** "normal" expects the last return again and 1 % more; "root" the square root of the sentiment it is given. */
    @BeforeAll
    static void loadModels(@TempDir Path directory) throws Exception {
        write(
                directory,
                "normal",
                OnnxGraphs.linear(TestModels.TENSORS, OutputShape.COLUMN, new float[] {1f}, 0.01f),
                List.of("return_1"));
        write(
                directory,
                "root",
                OnnxGraphs.squareRootOfFirst(TestModels.TENSORS, OutputShape.COLUMN, 1),
                List.of("sentiment"));
        models = Models.load(directory, Map.of());
    }

    static void write(Path directory, String type, OnnxGraph graph, List<String> features) throws IOException {
        graph.write(directory, TestModels.manifest(new ModelId(type, 1), graph, TestModels.TENSORS, features));
    }

    @AfterAll
    static void closeModels() {
        models.close();
    }

    static OpenApi openApi() {
        try {
            return new OpenApi();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void start() throws Exception {
        for (int day = 1; day <= 28; day++) {
            put("AAPL", Instant.parse("2017-02-01T21:00:00Z").plusSeconds(86_400L * (day - 1)), 100 + day);
        }
        put("EUR/USD", Instant.parse("2017-02-28T21:00:00Z"), 1);
        health.topicsPresent();
        health.pricesRestored();
        health.streamsState(State.RUNNING);
        predictor = new Predictor(models, prices, CLOCK, new PredictionListener() {
            @Override
            public void cacheLookedUp(boolean found) {}

            @Override
            public void modelAsked(int rows) {
                if (modelIsSlow) {
                    modelsAsked.countDown();
                    awaitLatch(modelMayAnswer);
                }
            }
        });
        api = start(Map.of());
    }

    @AfterEach
    void stop() {
        modelMayAnswer.countDown();
        api.close();
    }

    void put(String ticker, Instant close, double price) {
        prices.put(new PriceBar(new Ticker(ticker), close, price, price, price, price, 7));
    }

    PredictionApi start(Map<String, String> more) throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of("WORKER_API_PORT", "0"));
        environment.putAll(more);
        Settings settings = new Settings(environment, "WORKER_");
        ApiSettings read = ApiSettings.read(settings);
        settings.check();
        return new PredictionApi(read, new PredictionApi.Sources(predictor, prices, models, health), CLOCK);
    }

    /** What is answered, which must be as it is promised for the route. */
    HttpResponse<String> get(String path, String route) throws Exception {
        HttpResponse<String> answer = send(request(path));
        promised.check(route, answer);
        return answer;
    }

    double metric(String series) throws Exception {
        return Pattern.compile("(?m)^" + Pattern.quote(series) + " (.*)$")
                .matcher(get("/metrics", "/metrics").body())
                .results()
                .mapToDouble(line -> Double.parseDouble(line.group(1)))
                .findFirst()
                .orElseThrow();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    static void awaitLatch(CountDownLatch latch) {
        try {
            if (!latch.await(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("nobody came");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
