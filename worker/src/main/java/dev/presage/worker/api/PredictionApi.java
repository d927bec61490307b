package dev.presage.worker.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.eclipse.jetty.http.UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR;

import dev.presage.contract.PublishedDocument;
import dev.presage.worker.logging.OnceAMinute;
import dev.presage.worker.model.Models;
import dev.presage.worker.predict.Predictor;
import dev.presage.worker.telemetry.Health;
import dev.presage.worker.tls.ServerTls;
import dev.presage.worker.window.PriceWindows;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The prediction API, as {@code openapi.yaml} describes it: where it listens, and what becomes of what goes wrong. {@link Admission} says who
 * is let in.
 *
 * <p>It reads what the stream threads write, and writes nothing: a prediction over HTTP is on no topic.
 */
public final class PredictionApi implements AutoCloseable {
    static final String METRICS = "/metrics";

    private static final String OPENAPI = "/openapi.yaml";
    private static final String ASYNCAPI = "/" + PublishedDocument.ASYNCAPI.path();
    private static final String SCHEMAS = "/schemas/";

    private static final Logger LOG = LoggerFactory.getLogger(PredictionApi.class);
    private static final int LARGEST_HEADERS = 8 * 1024;
    private static final int MOST_CONNECTIONS = 2_000;
    private static final long IDLE_MILLIS = 10_000;
    private static final long STOP_MILLIS = 2_000;

    /** Of connections that are open when it stops, and on which nothing is asked. */
    private static final long SHUTDOWN_IDLE_MILLIS = 100;

    /** For Jetty itself: what accepts connections and waits for their bytes. */
    private static final int MORE_THREADS = 16;

    private final OnceAMinute defectLog = new OnceAMinute();
    private final Clock clock;
    private final ApiSettings settings;
    private final ApiMetrics metrics;
    private final Map<String, Handler> routes;
    private final Javalin server;

    /** What it answers from. */
    public record Sources(Predictor predictor, PriceWindows prices, Models models, Health health) {}

    /** @throws IOException if the address can't be listened on */
    public PredictionApi(ApiSettings settings, Sources sources, Clock clock) throws IOException {
        this.clock = clock;
        this.settings = settings;
        PrometheusRegistry registry = new PrometheusRegistry();
        routes = routes(new ApiEndpoints(sources, registry, clock));
        metrics = new ApiMetrics(registry, routes.keySet());
        server = Javalin.create(this::configure);
        try {
            server.start();
        } catch (JavalinBindException e) {
            throw new IOException(rootCause(e).getMessage(), e);
        }
    }

    private static Throwable rootCause(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static Map<String, Handler> routes(ApiEndpoints endpoints) {
        Map<String, Handler> routes = new LinkedHashMap<>();
        routes.put("/predict/{ticker}", endpoints::predict);
        routes.put("/models", endpoints::models);
        routes.put("/tickers", endpoints::tickers);
        routes.put(METRICS, endpoints::metrics);
        routes.put(OPENAPI, endpoints::openApi);
        routes.put(ASYNCAPI, endpoints::asyncApi);
        routes.put(SCHEMAS + "{name}", endpoints::schema);
        return routes;
    }

    /** Whether what lies there only describes what may be asked and sent: it is for everybody. */
    static boolean isDescription(@Nullable String path) {
        return OPENAPI.equals(path) || ASYNCAPI.equals(path) || (path != null && path.startsWith(SCHEMAS));
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.router.ignoreTrailingSlashes = false;
        config.jetty.threadPool = new QueuedThreadPool(settings.maxInFlight() + MORE_THREADS);
        config.jetty.modifyHttpConfiguration(PredictionApi::configure);
        config.jetty.modifyServletContextHandler(servlets ->
                servlets.getServletHandler().setDecodeAmbiguousURIs(true)); // a slash in a ticker, see below
        config.jetty.addConnector(this::connector);
        config.jetty.modifyServer(jetty -> {
            jetty.setHandler(new Admission(settings, metrics, routes.keySet()));
            jetty.setErrorHandler(this::answerUnreadable);
            jetty.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, jetty));
            jetty.setStopTimeout(STOP_MILLIS);
        });
        routes.forEach((path, handler) -> {
            config.routes.get(path, handler);
            config.routes.head(path, handler); // else Javalin answers it with 200, and asks nobody
        });
        config.routes.exception(ProblemException.class, (problem, http) -> answer(http, problem));
        config.routes.exception(HttpResponseException.class, (e, http) -> answer(http, problem(e, http)));
        config.routes.exception(Exception.class, (e, http) -> {
            if (defectLog.isDue(clock.instant())) {
                LOG.error("requests over HTTP meet a defect of the worker", e);
            }
            answer(http, new ProblemException(ProblemType.INTERNAL_ERROR, "the worker failed; its log says how"));
        });
    }

    private static void configure(HttpConfiguration http) {
        http.setSendServerVersion(false);
        http.setRequestHeaderSize(LARGEST_HEADERS);
        http.setUriCompliance(UriCompliance.DEFAULT.with("slash in a ticker, as %2F", AMBIGUOUS_PATH_SEPARATOR));
        http.setIdleTimeout(IDLE_MILLIS);
    }

    private Connector connector(Server jetty, HttpConfiguration http) {
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        ServerConnector connector = settings.tls()
                .map(tls -> new ServerConnector(jetty, encrypted(tls, http), plain))
                .orElseGet(() -> new ServerConnector(jetty, plain));
        connector.setHost(settings.host());
        connector.setPort(settings.port().orElseThrow());
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setShutdownIdleTimeout(SHUTDOWN_IDLE_MILLIS);
        connector.addBean(new Connection.Listener() {
            @Override
            public void onOpened(Connection connection) {
                if (connection instanceof ConnectionMetaData) {
                    connector
                            .getScheduler()
                            .schedule(() -> closeUnlessAsked(connection), IDLE_MILLIS, TimeUnit.MILLISECONDS);
                }
            }
        });
        return connector;
    }

    /** A client that sends a byte now and then is never idle, and would take the place of another for ever. */
    private static void closeUnlessAsked(Connection connection) {
        if (connection.getMessagesIn() == 0) {
            connection.getEndPoint().close();
        }
    }

    private static SslConnectionFactory encrypted(ServerTls tls, HttpConfiguration http) {
        SslContextFactory.Server server = new SslContextFactory.Server();
        server.setSslContext(tls.context());
        server.setNeedClientAuth(tls.clientsNeedCertificate());
        http.addCustomizer(new SecureRequestCustomizer(false)); // whoever listens on an address may be asked by it
        return new SslConnectionFactory(server, "http/1.1");
    }

    private void answer(Context http, ProblemException problem) {
        metrics.problem(problem.type());
        problem.headers().forEach(http::header);
        http.status(problem.type().status()).result(problem.json().getBytes(UTF_8));
    }

    private ProblemException problem(HttpResponseException e, Context http) {
        String asked = http.req().getMethod() + " " + http.path();
        return switch (e.getStatus()) {
            case 404 ->
                new ProblemException(
                        ProblemType.NOT_FOUND,
                        asked + " is not here, expected one of " + String.join(", ", routes.keySet()));
            default ->
                new ProblemException(
                        e.getStatus() < 500 ? ProblemType.MALFORMED_REQUEST : ProblemType.INTERNAL_ERROR,
                        asked + " failed: " + e.getMessage());
        };
    }

    /** What Jetty can't make a request of, or only one that is too large. */
    private boolean answerUnreadable(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        boolean tooLarge = status == 413 || status == 414 || status == 431;
        ProblemException problem = tooLarge
                ? new ProblemException(
                        ProblemType.TOO_LARGE,
                        "the address and the headers are too long, expected at most " + LARGEST_HEADERS + " bytes")
                : new ProblemException(
                        status == 500 ? ProblemType.INTERNAL_ERROR : ProblemType.MALFORMED_REQUEST,
                        "the request can't be read: " + request.getAttribute("org.eclipse.jetty.server.error_message"));
        metrics.problem(problem.type());
        metrics.refused(status);
        problem.send(response, status, callback);
        return true;
    }

    @Override
    public void close() {
        server.stop();
    }
}
