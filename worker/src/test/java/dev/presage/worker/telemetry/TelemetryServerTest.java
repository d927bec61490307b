package dev.presage.worker.telemetry;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presage.contract.Settings;
import dev.presage.process.SlowClients;
import dev.presage.worker.telemetry.TelemetryServer.Content;
import dev.presage.worker.tls.TestCertificate;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.apache.kafka.streams.KafkaStreams.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TelemetryServerTest {
    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final Health health = new Health();
    private final HttpClient client = HttpClient.newHttpClient();
    private TelemetryServer server;

    @BeforeEach
    void start() throws IOException {
        Counter.builder()
                .name("sheep_total")
                .help("Counted.")
                .register(registry)
                .inc(7);
        server = new TelemetryServer(at("127.0.0.1"), content(registry, health));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void servesMetrics() throws Exception {
        HttpResponse<String> response = get("/metrics");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).contains("\nsheep_total 7.0\n");
    }

    @Test
    void isNotReadyUntilAllIsThereAndSaysWhatIsMissing() throws Exception {
        health.waitingFor("topics missing: prices");
        assertThat(get("/readyz").statusCode()).isEqualTo(503);
        assertThat(get("/readyz").body())
                .isEqualTo("topics missing: prices\nprices are not restored\nKafka Streams is CREATED, not RUNNING\n");

        health.topicsPresent();
        health.pricesRestored();
        assertThat(get("/readyz").body()).isEqualTo("Kafka Streams is CREATED, not RUNNING\n");

        health.streamsState(State.RUNNING);
        assertThat(get("/readyz").statusCode()).isEqualTo(200);
        assertThat(get("/readyz").body()).isEqualTo("ok\n");
    }

    @Test
    void livesUntilKafkaStreamsFails() throws Exception {
        assertThat(get("/livez").statusCode()).isEqualTo(200);
        health.streamsState(State.ERROR);
        assertThat(get("/livez").statusCode()).isEqualTo(503);
    }

    @Test
    void answersUnknownPathsAndMethodsWithTheirStatus() throws Exception {
        assertThat(get("/").body()).isEqualTo("the page");
        assertThat(get("/-/healthy").statusCode()).isEqualTo(404);
        assertThat(send(HttpRequest.newBuilder(uri("/readyz")).POST(BodyPublishers.ofString("x")))
                        .statusCode())
                .isEqualTo(405);
    }

    /** Who takes it for a Pushgateway has to hear that it is none. */
    @Test
    void takesNoMetrics() throws Exception {
        assertThat(send(HttpRequest.newBuilder(uri("/metrics/job/presage")).PUT(BodyPublishers.ofString("x 1\n")))
                        .statusCode())
                .isEqualTo(405);
        assertThat(get("/metrics/job/presage").statusCode()).isEqualTo(404);
    }

    @Test
    void anUnknownHostIsAProblemOfTheAddress() {
        assertThatThrownBy(() -> new TelemetryServer(at("nowhere.invalid"), content(registry, health)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nowhere.invalid");
    }

    @ParameterizedTest
    @EnumSource
    void slowClientsDontStopAScrape(SlowClients.Kind kind) throws Exception {
        try (SlowClients clients = SlowClients.connect(many(kind), server.port(), kind)) {
            assertScrapesGetThrough(clients, client, uri("/metrics"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void norDoTheyOverTls(SlowClients.Kind kind, @TempDir Path folder) throws Exception {
        TestCertificate certificate = new TestCertificate(folder, "EC");
        TelemetrySettings settings = TelemetrySettings.read(new Settings(
                Map.of(
                        "WORKER_HTTP_PORT", "0",
                        "WORKER_HTTP_CERTIFICATE_FILE", certificate.certificate.toString(),
                        "WORKER_HTTP_KEY_FILE", certificate.key.toString()),
                "WORKER_"));
        SSLContext trusted = certificate.trusted();
        HttpClient scraper = HttpClient.newBuilder().sslContext(trusted).build();
        try (TelemetryServer secured = new TelemetryServer(settings, content(registry, health));
                SlowClients clients = SlowClients.connect(many(kind), secured.port(), kind, trusted)) {
            assertScrapesGetThrough(clients, scraper, URI.create("https://127.0.0.1:" + secured.port() + "/metrics"));
        }
    }

    /** Far more than there are threads; fewer of those for each of whom a page is made, and held in memory. */
    private static int many(SlowClients.Kind kind) {
        return kind == SlowClients.Kind.NEVER_READ_THE_ANSWER ? 100 : 1_000;
    }

    private void assertScrapesGetThrough(SlowClients clients, HttpClient scraper, URI metrics) throws Exception {
        // 60 kB fit into the buffers between, and held nobody up
        Gauge.builder()
                .name("page")
                .help("Long.")
                .labelNames("line")
                .register(registry)
                .initLabelValues("x".repeat(2_000_000));
        for (int scrape = 0; scrape < 5; scrape++) {
            clients.goOn();
            // pages that nobody reads take their time to be written, the first time
            Duration timeout = Duration.ofSeconds(scrape == 0 ? 60 : 20);
            HttpRequest request =
                    HttpRequest.newBuilder(metrics).timeout(timeout).build();
            assertThat(scraper.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().equals("telemetry-server"))
                .hasSizeLessThanOrEqualTo(64);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(path)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.port() + path);
    }

    private static TelemetrySettings at(String host) {
        return new TelemetrySettings(host, 0, null, null);
    }

    /** With a page that only says that it is the page. */
    static Content content(PrometheusRegistry registry, Health health) {
        return new Content(registry, health, exchange -> {
            byte[] page = "the page".getBytes(US_ASCII);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        });
    }
}
