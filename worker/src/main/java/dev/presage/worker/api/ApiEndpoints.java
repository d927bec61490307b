package dev.presage.worker.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.presage.contract.ModelManifestJson;
import dev.presage.contract.Ticker;
import dev.presage.features.BarWindow;
import dev.presage.worker.answer.Answer;
import dev.presage.worker.answer.Answer.Predicted;
import dev.presage.worker.answer.Answer.Refused;
import dev.presage.worker.predict.Predictor.Question;
import dev.presage.worker.window.PriceWindows.TickerWindow;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/** What the API's routes answer. */
final class ApiEndpoints {
    private static final String OPENAPI = "openapi.yaml";

    private final PredictionApi.Sources sources;
    private final PrometheusRegistry registry;
    private final Clock clock;
    private final ExpositionFormats formats = ExpositionFormats.init();

    ApiEndpoints(PredictionApi.Sources sources, PrometheusRegistry registry, Clock clock) {
        this.sources = sources;
        this.registry = registry;
        this.clock = clock;
    }

    /** What a request on the topic would be answered now, as it would be written to the predictions. */
    void predict(Context http) throws ProblemException {
        requireReady();
        Question question = PredictionQuery.of(
                "api-" + UUID.randomUUID(), http.pathParam("ticker"), http.queryString(), clock.instant());
        Answer answer = sources.predictor().answer(List.of(question)).get(0);
        if (answer instanceof Refused refused) {
            throw new ProblemException(ProblemType.of(refused.reason()), refused.message());
        }
        http.contentType(ContentType.APPLICATION_JSON).result(((Predicted) answer).json());
    }

    /** The manifests of the models that are served, by type. */
    void models(Context http) {
        String manifests = sources.models().all().stream()
                .map(model -> new String(ModelManifestJson.encode(model.manifest()), StandardCharsets.UTF_8))
                .collect(Collectors.joining(",", "{\"models\":[", "]}"));
        http.contentType(ContentType.APPLICATION_JSON).result(manifests);
    }

    /** The tickers that there are prices of, in alphabetical order. */
    void tickers(Context http) throws ProblemException {
        requireReady();
        ArrayNode tickers = JsonNodeFactory.instance.arrayNode();
        sources.prices().tickers().stream()
                .sorted(Comparator.comparing(Ticker::symbol))
                .forEach(ticker -> {
                    TickerWindow window = sources.prices().get(ticker);
                    BarWindow bars = Objects.requireNonNull(window, "tickers are never taken away")
                            .bars();
                    tickers.addObject()
                            .put("ticker", ticker.symbol())
                            .put("bars", bars.size())
                            .put("newest_close_time", bars.lastCloseTime().toString());
                });
        http.contentType(ContentType.APPLICATION_JSON)
                .result(JsonNodeFactory.instance
                        .objectNode()
                        .set("tickers", tickers)
                        .toString());
    }

    /** The API's own metrics, in the format that Prometheus asks for. */
    void metrics(Context http) throws IOException {
        ExpositionFormatWriter writer = formats.findWriter(http.header("Accept"));
        http.contentType(writer.getContentType());
        writer.write(http.outputStream(), registry.scrape());
    }

    /** The description of all this. */
    void openApi(Context http) {
        InputStream file = Objects.requireNonNull(ApiEndpoints.class.getResourceAsStream(OPENAPI), OPENAPI);
        http.contentType("application/yaml").result(file);
    }

    private void requireReady() throws ProblemException {
        List<String> missing = sources.health().missing();
        if (!missing.isEmpty()) {
            throw new ProblemException(
                    ProblemType.NOT_READY, "the worker does not answer requests: " + String.join("; ", missing));
        }
    }
}
