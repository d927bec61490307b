package dev.presage.worker.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.presage.contract.Invalid;
import dev.presage.contract.ModelManifestJson;
import dev.presage.contract.PublishedDocument;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;

/** What the API's routes answer. */
final class ApiEndpoints {
    private static final String OPENAPI = "openapi.yaml";
    private static final Map<String, PublishedDocument> SCHEMAS = schemas();

    private final PredictionApi.Sources sources;
    private final PrometheusRegistry registry;
    private final Clock clock;
    private final ExpositionFormats formats = ExpositionFormats.init();

    ApiEndpoints(PredictionApi.Sources sources, PrometheusRegistry registry, Clock clock) {
        this.sources = sources;
        this.registry = registry;
        this.clock = clock;
    }

    private static Map<String, PublishedDocument> schemas() {
        Map<String, PublishedDocument> schemas = new LinkedHashMap<>();
        for (PublishedDocument document : PublishedDocument.values()) {
            if (document.path().startsWith("schemas/")) {
                schemas.put(document.path().substring("schemas/".length()), document);
            }
        }
        return schemas;
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

    /** The description of the topics. It refers to the schemas below by where they lie. */
    void asyncApi(Context http) {
        send(PublishedDocument.ASYNCAPI, http);
    }

    /** The schema of a message, by the name of its file. */
    void schema(Context http) throws ProblemException {
        String name = http.pathParam("name");
        PublishedDocument schema = SCHEMAS.get(name);
        if (schema == null) {
            throw new ProblemException(
                    ProblemType.NOT_FOUND,
                    Invalid.sentence("the schema", name, "one of " + String.join(", ", SCHEMAS.keySet())));
        }
        send(schema, http);
    }

    private static void send(PublishedDocument document, Context http) {
        http.contentType(document.mediaType()).result(document.bytes());
    }

    private void requireReady() throws ProblemException {
        List<String> missing = sources.health().missing();
        if (!missing.isEmpty()) {
            throw new ProblemException(
                    ProblemType.NOT_READY, "the worker does not answer requests: " + String.join("; ", missing));
        }
    }
}
