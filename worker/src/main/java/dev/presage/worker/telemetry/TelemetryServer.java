package dev.presage.worker.telemetry;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.prometheus.metrics.exporter.httpserver.MetricsHandler;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import org.slf4j.LoggerFactory;

/** Serves the status page, {@code /metrics}, {@code /livez} and {@code /readyz}. */
public final class TelemetryServer implements AutoCloseable {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(TelemetryServer.class);
    private static final int MOST_THREADS = 64;

    /** Connections that wait to be accepted; those beyond are tried again a second later by whoever connects. */
    private static final int BACKLOG = 1024;

    private final HttpServer server;
    private final ClientThreads threads = new ClientThreads(MOST_THREADS);
    private final Content content;
    private final HttpHandler metrics;

    /** Tells, with a stack trace each, of clients that went away before they had read their answer. Kept here, or its level is forgotten. */
    private static final Logger CLIENTS_GONE =
            Logger.getLogger("io.prometheus.metrics.exporter.httpserver.HttpExchangeAdapter");

    static {
        CLIENTS_GONE.setLevel(Level.OFF);
        // A client that sends half a request, or reads half an answer, must not hold a thread for ever.
        setUnlessSet("sun.net.httpserver.maxReqTime", "5");
        setUnlessSet("sun.net.httpserver.maxRspTime", "10");
        // Nor must clients that send nothing use up the files that the worker may open. Those are closed after 5 s.
        setUnlessSet("jdk.httpserver.maxConnections", "5000");
    }

    /**
     * What it shows.
     *
     * @param statusPage answers who asks for nothing in particular
     */
    public record Content(PrometheusRegistry registry, Health health, HttpHandler statusPage) {}

    /** @throws IOException if the address can't be listened on */
    public TelemetryServer(TelemetrySettings settings, Content content) throws IOException {
        this.content = content;
        this.metrics = new MetricsHandler(content.registry());
        InetSocketAddress address = new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port());
        server = settings.tls() == null ? HttpServer.create(address, BACKLOG) : https(address, settings.tls());
        server.setExecutor(threads);
        HttpContext context = server.createContext("/", this::answer);
        if (settings.authenticator() != null) {
            context.setAuthenticator(settings.authenticator());
        }
        server.start();
    }

    private static HttpsServer https(InetSocketAddress address, SSLContext tls) throws IOException {
        HttpsServer https = HttpsServer.create(address, BACKLOG);
        https.setHttpsConfigurator(new HttpsConfigurator(tls));
        return https;
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    /** The port it listens on. */
    public int port() {
        return server.getAddress().getPort();
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
                case "/" -> page(exchange);
                case "/metrics" -> metrics.handle(exchange);
                case "/livez" -> {
                    boolean live = content.health().isLive();
                    send(
                            exchange,
                            live ? 200 : 503,
                            live ? "ok" : "Kafka Streams failed; the worker must be restarted");
                }
                case "/readyz" -> {
                    List<String> missing = content.health().missing();
                    send(
                            exchange,
                            missing.isEmpty() ? 200 : 503,
                            missing.isEmpty() ? "ok" : String.join("\n", missing));
                }
                default -> send(exchange, 404, "there are /, /metrics, /livez and /readyz here");
            }
        }
    }

    /** The page is for when things are wrong: if it is wrong itself, it says so. */
    private void page(HttpExchange exchange) throws IOException {
        try {
            content.statusPage().handle(exchange);
        } catch (RuntimeException e) {
            LOG.error("the status page can't be made", e);
            send(exchange, 500, "the status page can't be made; the worker's log says why");
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        send(exchange, status, "text/plain", text + "\n");
    }

    /** Sends a text in UTF-8; nothing but its length to who asks for the head alone. */
    public static void send(HttpExchange exchange, int status, String mediaType, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", mediaType + "; charset=utf-8");
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
        server.stop(0);
        threads.shutdownNow();
    }
}
