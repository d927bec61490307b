package dev.presage.evaluator.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpServer;
import dev.presage.contract.PushgatewayAddress;
import dev.presage.contract.PushgatewayAddress.Login;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushgatewayTest {
    private static final EvaluationMetrics METRICS =
            new EvaluationMetrics().started(Instant.parse("2017-03-02T07:00:00.5Z"));

    private final Queue<Integer> answers = new ArrayDeque<>();
    private final Queue<String> requests = new ConcurrentLinkedQueue<>();
    private final Queue<String> logins = new ConcurrentLinkedQueue<>();

    @SuppressWarnings("NullAway.Init")
    private HttpServer server;

    /** Gives the answers in turn, then 202 for ever. */
    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            logins.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + "\n" + body);
            Integer status = answers.poll();
            byte[] reason = "because\nof this".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status == null ? 202 : status, reason.length);
            exchange.getResponseBody().write(reason);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Pushgateway pushgateway(Duration patience) {
        return new Pushgateway(address(), patience);
    }

    private PushgatewayAddress address() {
        return PushgatewayAddress.parse("127.0.0.1:" + server.getAddress().getPort());
    }

    @Test
    void pushReplacesTheGroupOfTheJobAlone() throws Exception {
        pushgateway(Duration.ZERO).push(METRICS);

        assertThat(requests).singleElement().satisfies(request -> assertThat(request)
                .startsWith("PUT /metrics/job/model-evaluator\n")
                .contains("model_evaluator_last_start_timestamp_seconds 1.4884380005E9"));
    }

    @Test
    void pushAddReplacesMetricsOfTheSameNames() throws Exception {
        pushgateway(Duration.ZERO).pushAdd(METRICS);

        assertThat(requests).singleElement().asString().startsWith("POST /metrics/job/model-evaluator\n");
    }

    @Test
    void saysWhoPushesIfItIsToldTo() throws Exception {
        pushgateway(Duration.ZERO).push(METRICS);
        PushgatewayAddress plain = address();
        new Pushgateway(
                        new PushgatewayAddress(
                                plain.secure(), plain.hostAndPort(), new Login("nightly", "hunter2"), null),
                        Duration.ZERO)
                .push(METRICS);

        assertThat(logins)
                .containsExactly(
                        "null",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString("nightly:hunter2".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void triesAgainWhatMayPass() throws Exception {
        answers.addAll(List.of(503, 429));

        pushgateway(Duration.ofSeconds(30)).push(METRICS);

        assertThat(requests).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404})
    void doesNotTryAgainWhatWasRefused(int status) {
        answers.add(status);

        assertThatExceptionOfType(Pushgateway.PushException.class)
                .isThrownBy(() -> pushgateway(Duration.ofSeconds(30)).push(METRICS))
                .satisfies(e -> assertThat(e.sentence())
                        .matches("the Pushgateway at 127.0.0.1:\\d+ did not take the figures:"
                                + " Response code from \\S+ was " + status + ", response body: because of this"));
        assertThat(requests).hasSize(1);
    }

    @Test
    void givesUpWhenItsPatienceEnds() {
        answers.addAll(List.of(500, 500, 500, 500));

        assertThatExceptionOfType(Pushgateway.PushException.class)
                .isThrownBy(() -> pushgateway(Duration.ofMillis(1600)).push(METRICS))
                .satisfies(e -> assertThat(e.sentence()).containsPattern(" \\(the last of [23] tries\\)$"));
    }

    @Test
    void givesUpOnAServerThatNeverAnswers() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(Pushgateway.PushException.class)
                    .isThrownBy(() -> new Pushgateway(
                                    PushgatewayAddress.parse("127.0.0.1:" + silent.getLocalPort()), Duration.ZERO)
                            .push(METRICS))
                    .satisfies(e -> assertThat(e.sentence()).contains("SocketTimeoutException: Read timed out"));
        }
    }

    @Test
    void neverPushesNothingBecauseThatWipesTheGroup() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> pushgateway(Duration.ZERO).push(new EvaluationMetrics()));
        assertThat(requests).isEmpty();
    }
}
