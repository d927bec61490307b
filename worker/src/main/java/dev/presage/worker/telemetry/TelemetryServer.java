package dev.presage.worker.telemetry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Serves {@code /metrics}, {@code /livez} and {@code /readyz}. */
public final class TelemetryServer implements AutoCloseable {
    private static final int MOST_THREADS = 64;

    private final HTTPServer server;
    private final Health health;

    static {
        // A client that sends half a request, or reads half an answer, must not hold a thread for ever.
        setUnlessSet("sun.net.httpserver.maxReqTime", "5");
        setUnlessSet("sun.net.httpserver.maxRspTime", "10");
    }

    /** @throws IOException if the address can't be listened on */
    public TelemetryServer(
            String host, int port, TelemetrySecurity security, PrometheusRegistry registry, Health health)
            throws IOException {
        this.health = health;
        this.server = HTTPServer.builder()
                .hostname(host)
                .port(port)
                .httpsConfigurator(security.tls() == null ? null : new HttpsConfigurator(security.tls()))
                .authenticator(security.authenticator())
                .registry(registry)
                .executorService(threads())
                .registerHealthHandler(false)
                .defaultHandler(this::answer)
                .buildAndStart();
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static ExecutorService threads() {
        return new ThreadPoolExecutor(1, MOST_THREADS, 60, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "telemetry-server");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** The port it listens on. */
    public int port() {
        return server.getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (!method.equals("GET") && !method.equals("HEAD")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                send(exchange, 405, "method is " + method + ", expected GET or HEAD");
                return;
            }
            switch (exchange.getRequestURI().getPath()) {
                case "/livez" -> {
                    boolean live = health.isLive();
                    send(
                            exchange,
                            live ? 200 : 503,
                            live ? "ok" : "Kafka Streams failed; the worker must be restarted");
                }
                case "/readyz" -> {
                    List<String> missing = health.missing();
                    send(
                            exchange,
                            missing.isEmpty() ? 200 : 503,
                            missing.isEmpty() ? "ok" : String.join("\n", missing));
                }
                default -> send(exchange, 404, "there are /metrics, /livez and /readyz here");
            }
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = (text + "\n").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : body.length);
        if (!head) {
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
