package dev.presage.worker.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.presage.contract.ModelId;
import dev.presage.contract.PriceBar;
import dev.presage.contract.Settings;
import dev.presage.contract.Ticker;
import dev.presage.models.OnnxGraph;
import dev.presage.models.OnnxGraphs;
import dev.presage.models.OnnxGraphs.OutputShape;
import dev.presage.process.SlowClients;
import dev.presage.worker.answer.Answer.Predicted;
import dev.presage.worker.answer.Reason;
import dev.presage.worker.model.Models;
import dev.presage.worker.model.TestModels;
import dev.presage.worker.predict.Predictor;
import dev.presage.worker.predict.Predictor.PredictionListener;
import dev.presage.worker.predict.Predictor.Question;
import dev.presage.worker.telemetry.Health;
import dev.presage.worker.tls.TestCertificate;
import dev.presage.worker.window.PriceWindows;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PredictionApiTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Instant NOW = Instant.parse("2017-03-01T22:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String KEY = "a-key-that-nobody-guesses";
    private static Models models;

    @TempDir
    Path folder;

    private final PriceWindows prices = new PriceWindows(40, 10_000);
    private final Health health = new Health();
    private final HttpClient client = HttpClient.newHttpClient();
    private final OpenApi promised = openApi();
    private final CountDownLatch modelMayAnswer = new CountDownLatch(1);
    private final CountDownLatch modelsAsked = new CountDownLatch(2);
    private volatile boolean modelIsSlow;
    private Predictor predictor;
    private PredictionApi api;

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

    private static void write(Path directory, String type, OnnxGraph graph, List<String> features) throws IOException {
        graph.write(directory, TestModels.manifest(new ModelId(type, 1), graph, TestModels.TENSORS, features));
    }

    @AfterAll
    static void closeModels() {
        models.close();
    }

    private static OpenApi openApi() {
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

    private void put(String ticker, Instant close, double price) {
        prices.put(new PriceBar(new Ticker(ticker), close, price, price, price, price, 7));
    }

    private PredictionApi start(Map<String, String> more) throws Exception {
        Map<String, String> environment = new HashMap<>(Map.of("WORKER_API_PORT", "0"));
        environment.putAll(more);
        Settings settings = new Settings(environment, "WORKER_");
        ApiSettings read = ApiSettings.read(settings);
        settings.check();
        return new PredictionApi(read, new PredictionApi.Sources(predictor, prices, models, health), CLOCK);
    }

    @Test
    void answersWhatTheSameRequestOnTheTopicIsAnswered() throws Exception {
        HttpResponse<String> answer =
                get("/predict/AAPL?model_type=normal&as_of=2017-02-10T21:00:00Z", "/predict/{ticker}");

        assertThat(answer.statusCode()).isEqualTo(200);
        String requestId = JSON.readTree(answer.body()).path("request_id").asText();
        String request =
                """
                {"request_id":"%s","ticker":"AAPL","model_type":"normal","as_of":"2017-02-10T21:00:00Z"}"""
                        .formatted(requestId);
        Predicted onTheTopic = (Predicted) predictor
                .answer(List.of(new Question(request.getBytes(UTF_8), NOW)))
                .get(0);
        assertThat(answer.body()).isEqualTo(new String(onTheTopic.json(), UTF_8));
    }

    @Test
    void knowsAboutNowAndAsksTheNormalModelUnlessToldOtherwise() throws Exception {
        JsonNode prediction =
                JSON.readTree(get("/predict/AAPL", "/predict/{ticker}").body());

        assertThat(prediction.path("as_of").asText()).isEqualTo(NOW.toString());
        assertThat(prediction.path("reference_time").asText()).isEqualTo("2017-02-28T21:00:00Z");
        assertThat(prediction.path("model_type").asText()).isEqualTo("normal");
        assertThat(prediction.path("request_id").asText()).startsWith("api-");
    }

    @Test
    void takesFeaturesFromTheAddress() throws Exception {
        JsonNode prediction =
                JSON.readTree(get("/predict/AAPL?model_type=root&features.sentiment=0.25", "/predict/{ticker}")
                        .body());

        assertThat(prediction.path("predicted_price").asDouble()).isEqualTo(128 * 1.5);
        assertThat(prediction.path("features_source").asText()).isEqualTo("request");
    }

    @Test
    void takesATickerWithASlash() throws Exception {
        HttpResponse<String> answer =
                get("/predict/EUR%2FUSD?model_type=root&features.sentiment=0", "/predict/{ticker}");

        assertThat(answer.body()).contains("\"ticker\":\"EUR/USD\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/predict/MSFT | 404 | no_prices | no bar for MSFT at or before 2017-03-01T22:00:00Z",
                "/predict/A%20A | 400 | invalid_field | ticker is 'A A', expected",
                "/predict/AAPL?model_type=x | 404 | unknown_model | model_type is 'x', expected one of [normal, root]",
                "/predict/AAPL?as_of=noon | 400 | invalid_field | as_of is 'noon', expected an ISO-8601 time",
                "/predict/AAPL?as_of=2017-03-02T22:00:00Z | 400 | invalid_field | as_of is 2017-03-02T22:00:00Z, expected at most a minute after",
                "/predict/AAPL?as_of=2017-02-01T21:00:00Z | 422 | too_few_prices | 1 bars for AAPL up to 2017-02-01T21:00:00Z",
                "/predict/AAPL?model_type=root | 422 | missing_feature | features lack [sentiment], expected from the request",
                "/predict/AAPL?model_type=root&features.sentiment=high | 400 | invalid_field | features.sentiment is the string 'high', expected a number",
                "/predict/AAPL?model_type=root&features.sentiment=NaN | 400 | invalid_field | features.sentiment is the string 'NaN', expected a number",
                "/predict/AAPL?model_type=root&features.sentiment=-1 | 500 | model_failure | model root/1 predicts a return of NaN, expected a finite number",
                "/predict/AAPL?model=normal | 400 | invalid_parameter | the parameter 'model' is unknown, expected model_type, as_of or features.<name>",
                "/predict/AAPL?as_of=a&as_of=b | 400 | invalid_parameter | the parameter 'as_of' is there twice, expected once",
            })
    void saysInOneSentenceWhatIsWrong(String path, int status, String errorType, String sentence) throws Exception {
        HttpResponse<String> answer = get(path, "/predict/{ticker}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("error_type").asText()).isEqualTo(errorType);
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("detail").asText()).startsWith(sentence);
        assertThat(metric("api_errors_total{error_type=\"" + errorType + "\"}")).isEqualTo(1);
    }

    @Test
    void listsModelsAndTickers() throws Exception {
        JsonNode served = JSON.readTree(get("/models", "/models").body()).path("models");
        assertThat(served.findValuesAsText("model_type")).containsExactly("normal", "root");

        JsonNode tickers = JSON.readTree(get("/tickers", "/tickers").body()).path("tickers");
        assertThat(tickers.findValuesAsText("ticker")).containsExactly("AAPL", "EUR/USD");
        assertThat(tickers.at("/0/bars").asInt()).isEqualTo(28);
        assertThat(tickers.at("/0/newest_close_time").asText()).isEqualTo("2017-02-28T21:00:00Z");
    }

    @Test
    void servesItsDescription() throws Exception {
        assertThat(get("/openapi.yaml", "/openapi.yaml").body()).startsWith("openapi: 3.1.0\n");
        assertThat(promised.errorTypes())
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemType.values())
                        .map(ProblemType::label)
                        .toList());
    }

    @Test
    void servesTheDescriptionOfTheTopicsWithAllThatItRefersTo() throws Exception {
        String document = get("/asyncapi.yaml", "/asyncapi.yaml").body();

        assertThat(document).startsWith("asyncapi: 3.0.0\n");
        List<String> references = Pattern.compile("\\$ref: (\\w[^ }]*)")
                .matcher(document)
                .results()
                .map(reference -> reference.group(1))
                .toList();
        assertThat(references).hasSize(3);
        for (String reference : references) {
            JsonNode schema =
                    JSON.readTree(get("/" + reference, "/schemas/{name}").body());
            assertThat(schema.path("$id").asText()).isEqualTo(idOf(reference));
            assertThat(schema.findValuesAsText("$ref")).isNotEmpty().allMatch(inside -> !schema.at(inside.substring(1))
                    .isMissingNode());
        }
    }

    private static String idOf(String reference) {
        return reference.replace("schemas/", "urn:presage:schema:").replace(".schema.json", "");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nothing", "prediction", "a%2Fb"})
    void saysWhichSchemasThereAre(String name) throws Exception {
        HttpResponse<String> answer = get("/schemas/" + name, "/schemas/{name}");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(JSON.readTree(answer.body()).path("detail").asText())
                .isEqualTo(
                        "the schema is '" + URLDecoder.decode(name, UTF_8)
                                + "', expected one of price-bar.schema.json, prediction-request.schema.json, prediction.schema.json");
    }

    @ParameterizedTest
    @EnumSource
    void theDocumentsSayWhatEachProblemIs(ProblemType type) throws Exception {
        assertThat(Files.readString(Path.of("../docs/api.md")))
                .contains("\n### " + type.label() + "\n\n" + type.status());
    }

    @Test
    void describesAllRoutesAndNoOthers() throws Exception {
        String sentence =
                JSON.readTree(send(request("/")).body()).path("detail").asText();

        assertThat(sentence).startsWith("GET / is not here, expected one of ");
        assertThat(sentence.substring(sentence.indexOf("of ") + 3).split(", "))
                .containsExactlyInAnyOrderElementsOf(promised.routes());
    }

    @ParameterizedTest
    @EnumSource
    void everyReasonToRefuseARequestIsAProblem(Reason reason) {
        assertThat(ProblemType.of(reason).label()).isEqualTo(reason.label());
    }

    @Test
    void isNotReadyUntilTheWorkerIs() throws Exception {
        health.streamsState(State.REBALANCING);

        HttpResponse<String> answer = get("/predict/AAPL", "/predict/{ticker}");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("Kafka Streams is REBALANCING, not RUNNING");
        assertThat(get("/tickers", "/tickers").statusCode()).isEqualTo(503);
    }

    @Test
    void refusesWhatIsNoGetAndWhatHasABody() throws Exception {
        HttpResponse<String> post = send(request("/predict/AAPL").POST(BodyPublishers.ofString("x")));
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("Allow")).contains("GET, HEAD");
        assertThat(post.body()).contains("the method is POST, expected GET or HEAD");

        HttpResponse<String> body = send(request("/models").method("GET", BodyPublishers.ofString("x")));
        assertThat(body.statusCode()).isEqualTo(413);
        promised.check("/models", body);
    }

    @Test
    void answersHeadAsGetWithoutTheBody() throws Exception {
        HttpResponse<String> good = send(request("/predict/AAPL").method("HEAD", BodyPublishers.noBody()));
        assertThat(good.statusCode()).isEqualTo(200);
        assertThat(good.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(good.body()).isEmpty();

        HttpResponse<String> bad = send(request("/predict/MSFT").method("HEAD", BodyPublishers.noBody()));
        assertThat(bad.statusCode()).isEqualTo(404);
        assertThat(bad.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void quotesInUtf8WhatItDoesNotUnderstand() throws Exception {
        byte[] problem = client.send(request("/predict/AAPL?model_type=%C3%84").build(), BodyHandlers.ofByteArray())
                .body();

        assertThat(JSON.readTree(problem).path("detail").asText()).contains("'Ä'");
    }

    @Test
    void isAskedAnewEachTime() throws Exception {
        for (String path : List.of("/predict/AAPL", "/predict/MSFT", "/nowhere")) {
            assertThat(send(request(path)).headers().firstValue("Cache-Control"))
                    .contains("no-store");
        }
    }

    /** What no client library sends. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /predict/AAPL?%ZZ=1 HTTP/1.1 | 400 | invalid_parameter",
                "GET /predict/AAPL?as_of=%ZZ&as_of=2017-02-10T21:00:00Z HTTP/1.1 | 400 | invalid_parameter",
                "GET /predict/AAPL?model_type=%FF HTTP/1.1 | 400 | invalid_parameter",
                "GET /predict/%FF HTTP/1.1 | 400 | malformed_request",
                "GET //openapi.yaml HTTP/1.1 | 400 | malformed_request",
                "GET /models HTTP/9.9 | 505 | malformed_request",
                "BEFORE /models HTTP/1.1 | 405 | method_not_allowed",
            })
    void answersWhateverIsSent(String firstLine, int status, String errorType) throws Exception {
        String answer = raw(firstLine + "\r\nHost: x\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 " + status + " ").contains("\"error_type\":\"" + errorType + "\"");
    }

    @Test
    void countsOutEveryRequestThatItHasCountedIn() throws Exception {
        for (int i = 0; i < 9_000; i++) {
            put("T" + i, Instant.parse("2017-02-28T21:00:00Z"), 1);
        }
        for (int i = 0; i < 70; i++) { // more than may be in flight
            send(request("/models").header("X-HTTP-Method-Override", "BEFORE"));
            raw("BEFORE /openapi.yaml HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            try (Socket gone = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
                gone.setSoLinger(true, 0); // it does not say goodbye
                gone.getOutputStream().write("GET /tickers HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(UTF_8));
                assertThat(gone.getInputStream().read()).isEqualTo('H');
            }
        }

        assertInFlight(1);
        assertThat(get("/predict/AAPL", "/predict/{ticker}").statusCode()).isEqualTo(200);
    }

    @Test
    void clientsThatSendAByteNowAndThenDontTakeAllPlaces() throws Exception {
        try (SlowClients clients = SlowClients.connect(2_100, api.port(), SlowClients.Kind.SEND_A_BYTE_AT_A_TIME)) {
            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofSeconds(1))
                    .ignoreExceptions()
                    .until(() -> {
                        clients.goOn();
                        HttpRequest scrape = request("/metrics")
                                .timeout(Duration.ofSeconds(1))
                                .build();
                        return client.send(scrape, BodyHandlers.ofString()).statusCode() == 200;
                    });
        }
    }

    @Test
    void refusesWhatIsTooLong() throws Exception {
        HttpResponse<String> tooLong = send(request("/models").header("X-Long", "x".repeat(20_000)));
        assertThat(tooLong.statusCode()).isEqualTo(431);
        assertThat(JSON.readTree(tooLong.body()).path("error_type").asText()).isEqualTo("too_large");
        assertThat(JSON.readTree(tooLong.body()).path("status").asInt()).isEqualTo(431);

        HttpResponse<String> tooLongAnAddress = send(request("/predict/" + "A".repeat(20_000)));
        assertThat(tooLongAnAddress.statusCode()).isEqualTo(414);
        assertThat(tooLongAnAddress.body()).contains("expected at most 8192 bytes");
        assertThat(metric("api_errors_total{error_type=\"too_large\"}")).isEqualTo(2);
    }

    @Test
    void countsEveryAnswerByItsRoute() throws Exception {
        assertThat(metric("http_requests_total{endpoint=\"/predict/{ticker}\",method=\"GET\",status=\"500\"}"))
                .isZero();
        get("/predict/AAPL", "/predict/{ticker}");
        get("/predict/MSFT", "/predict/{ticker}");
        send(request("/nowhere/1"));
        send(request("/nowhere/2").method("BREW", BodyPublishers.noBody()));

        assertThat(metric("http_requests_total{endpoint=\"/predict/{ticker}\",method=\"GET\",status=\"200\"}"))
                .isEqualTo(1);
        assertThat(metric("http_requests_total{endpoint=\"/predict/{ticker}\",method=\"GET\",status=\"404\"}"))
                .isEqualTo(1);
        assertThat(metric("http_requests_total{endpoint=\"unmatched\",method=\"GET\",status=\"404\"}"))
                .isEqualTo(1);
        assertThat(metric("http_requests_total{endpoint=\"unmatched\",method=\"other\",status=\"405\"}"))
                .isEqualTo(1);
        assertThat(metric("http_request_duration_seconds_count{endpoint=\"/predict/{ticker}\",method=\"GET\"}"))
                .isEqualTo(2);
        assertInFlight(1);
    }

    private void assertInFlight(int expected) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(metric("api_requests_in_flight"))
                .isEqualTo(expected));
    }

    @Test
    void tellsThoseBeyondTheLimitToComeAgain() throws Exception {
        modelIsSlow = true;
        try (PredictionApi two = start(Map.of("WORKER_API_MAX_IN_FLIGHT", "2"))) {
            URI slow =
                    URI.create("http://127.0.0.1:" + two.port() + "/predict/AAPL?model_type=root&features.sentiment=1");
            HttpRequest request = HttpRequest.newBuilder(slow).build();
            List<CompletableFuture<HttpResponse<String>>> first = List.of(
                    client.sendAsync(request, BodyHandlers.ofString()),
                    client.sendAsync(request, BodyHandlers.ofString()));
            awaitLatch(modelsAsked);

            HttpResponse<String> third = client.send(request, BodyHandlers.ofString());

            assertThat(third.statusCode()).isEqualTo(429);
            promised.check("/predict/{ticker}", third);
            HttpRequest scrape =
                    HttpRequest.newBuilder(slow.resolve("/metrics")).build();
            assertThat(client.send(scrape, BodyHandlers.ofString()).body()).contains("\napi_requests_in_flight 3.0\n");

            modelMayAnswer.countDown();
            for (CompletableFuture<HttpResponse<String>> answer : first) {
                assertThat(answer.join().statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void silentClientsHoldNobodyUp() throws Exception {
        try (SlowClients clients = SlowClients.connect(1_000, api.port(), SlowClients.Kind.SEND_A_BYTE_AT_A_TIME)) {
            for (int i = 0; i < 5; i++) {
                clients.goOn();
                assertThat(get("/predict/AAPL", "/predict/{ticker}").statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void letsInOnlyThoseWithAKey() throws Exception {
        TestCertificate certificate = new TestCertificate(folder, "EC");
        Path keys = Files.writeString(folder.resolve("keys"), "another-key-of-somebody\n\n" + KEY + "\n");
        Map<String, String> settings = new HashMap<>(encrypted(certificate));
        settings.put("WORKER_API_TOKENS_FILE", keys.toString());
        try (PredictionApi guarded = start(settings)) {
            HttpClient trusting = client(certificate.trusted());

            HttpResponse<String> without =
                    trusting.send(at(guarded, "/predict/AAPL").build(), BodyHandlers.ofString());
            assertThat(without.statusCode()).isEqualTo(401);
            assertThat(without.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"presage\"");
            promised.check("/predict/{ticker}", without);
            for (String wrong : List.of("Bearer " + KEY + "x", "Basic " + KEY, "Bearer", "Bearer ")) {
                assertThat(status(trusting, at(guarded, "/metrics").header("Authorization", wrong)))
                        .isEqualTo(401);
            }

            assertThat(status(trusting, at(guarded, "/predict/AAPL").header("Authorization", "Bearer " + KEY)))
                    .isEqualTo(200);
            assertThat(status(trusting, at(guarded, "/metrics").header("Authorization", "bearer " + KEY)))
                    .isEqualTo(200);
            for (String description : List.of("/openapi.yaml", "/asyncapi.yaml", "/schemas/prediction.schema.json")) {
                assertThat(status(trusting, at(guarded, description))).isEqualTo(200);
            }
        }
    }

    @Test
    void letsInOnlyThoseWithACertificate() throws Exception {
        TestCertificate server = new TestCertificate(folder, "EC");
        TestCertificate known = new TestCertificate(folder, "RSA");
        TestCertificate unknown = new TestCertificate(folder, "RSA");
        Map<String, String> settings = new HashMap<>(encrypted(server));
        settings.put("WORKER_API_CLIENT_CA_FILE", known.certificate.toString());
        try (PredictionApi guarded = start(settings)) {
            HttpRequest.Builder request = at(guarded, "/predict/AAPL");

            assertThat(status(client(server.trustedBy(known)), request)).isEqualTo(200);
            for (SSLContext wrong : List.of(server.trusted(), server.trustedBy(unknown))) {
                assertThatThrownBy(() -> status(client(wrong), request)).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void saysWhereItCantListen() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> start(Map.of("WORKER_API_PORT", Integer.toString(taken.getLocalPort()))))
                    .isInstanceOf(IOException.class)
                    .hasRootCauseInstanceOf(BindException.class);
        }
    }

    private static Map<String, String> encrypted(TestCertificate certificate) {
        return Map.of(
                "WORKER_API_CERTIFICATE_FILE", certificate.certificate.toString(),
                "WORKER_API_KEY_FILE", certificate.key.toString());
    }

    private static HttpClient client(SSLContext tls) {
        return HttpClient.newBuilder().sslContext(tls).build();
    }

    private static HttpRequest.Builder at(PredictionApi encrypted, String path) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + encrypted.port() + path));
    }

    private static int status(HttpClient client, HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString()).statusCode();
    }

    /** What is answered, which must be as it is promised for the route. */
    private HttpResponse<String> get(String path, String route) throws Exception {
        HttpResponse<String> answer = send(request(path));
        promised.check(route, answer);
        return answer;
    }

    private double metric(String series) throws Exception {
        return Pattern.compile("(?m)^" + Pattern.quote(series) + " (.*)$")
                .matcher(get("/metrics", "/metrics").body())
                .results()
                .mapToDouble(line -> Double.parseDouble(line.group(1)))
                .findFirst()
                .orElseThrow();
    }

    /** All that is answered to some bytes. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + path));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            if (!latch.await(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("nobody came");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
