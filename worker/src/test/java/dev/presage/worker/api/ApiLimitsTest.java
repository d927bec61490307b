package dev.presage.worker.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.presage.process.SlowClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever is sent, and however many send it, the API goes on answering. */
class ApiLimitsTest extends WithApi {
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

    /** All that is answered to some bytes. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
