package dev.presage.worker.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.eclipse.jetty.http.UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR;

import dev.presage.worker.model.Models;
import dev.presage.worker.predict.Predictor;
import dev.presage.worker.telemetry.Health;
import dev.presage.worker.tls.ServerTls;
import dev.presage.worker.window.PriceWindows;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.javalin.router.Endpoint;
import io.javalin.util.JavalinBindException;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
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
 * The prediction API: who may ask, how many at once, and what becomes of what is wrong. {@code openapi.yaml} describes it.
 *
 * <p>It reads what the stream threads write, and writes nothing: a prediction over HTTP is on no topic.
 */
public final class PredictionApi implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PredictionApi.class);
    private static final String METRICS = "/metrics";
    private static final String OPENAPI = "/openapi.yaml";
    private static final int LARGEST_HEADERS = 8 * 1024;
    private static final int MOST_CONNECTIONS = 2_000;
    private static final long IDLE_MILLIS = 10_000;

    /** For Jetty itself: what accepts connections and waits for their bytes. */
    private static final int MORE_THREADS = 16;

    private final ApiSettings settings;
    private final ApiMetrics metrics;
    private final Map<String, Handler> routes;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Javalin server;

    /** What it answers from. */
    public record Sources(Predictor predictor, PriceWindows prices, Models models, Health health) {}

    /** @throws IOException if the address can't be listened on */
    public PredictionApi(ApiSettings settings, Sources sources, Clock clock) throws IOException {
        this.settings = settings;
        PrometheusRegistry registry = new PrometheusRegistry();
        routes = routes(new ApiEndpoints(sources, registry, clock));
        metrics = new ApiMetrics(registry, routes.keySet());
        server = Javalin.create(this::configure);
        try {
            server.start();
        } catch (JavalinBindException e) {
            throw new IOException(e.getCause() == null ? e : e.getCause());
        }
    }

    private static Map<String, Handler> routes(ApiEndpoints endpoints) {
        Map<String, Handler> routes = new LinkedHashMap<>();
        routes.put("/predict/{ticker}", endpoints::predict);
        routes.put("/models", endpoints::models);
        routes.put("/tickers", endpoints::tickers);
        routes.put(METRICS, endpoints::metrics);
        routes.put(OPENAPI, endpoints::openApi);
        return routes;
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    private void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.http.prefer405over404 = true;
        config.jetty.threadPool = new QueuedThreadPool(settings.maxInFlight() + MORE_THREADS);
        config.jetty.modifyHttpConfiguration(PredictionApi::configure);
        config.jetty.addConnector(this::connector);
        config.jetty.modifyServletContextHandler(
                servlets -> servlets.getServletHandler().setDecodeAmbiguousURIs(true)); // the same slash
        config.jetty.modifyServer(jetty -> {
            jetty.setErrorHandler(this::answerUnreadable);
            jetty.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, jetty));
        });
        config.requestLogger.http(this::answered);
        config.routes.before(this::admit);
        routes.forEach(config.routes::get);
        config.routes.exception(ProblemException.class, (problem, http) -> answer(http, problem));
        config.routes.exception(HttpResponseException.class, (e, http) -> answer(http, problem(e, http)));
        config.routes.exception(Exception.class, (e, http) -> {
            LOG.error("a request over HTTP meets a defect of the worker", e);
            answer(http, new ProblemException(ProblemType.INTERNAL_ERROR, "the worker failed: " + e));
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
        return connector;
    }

    private static SslConnectionFactory encrypted(ServerTls tls, HttpConfiguration http) {
        SslContextFactory.Server server = new SslContextFactory.Server();
        server.setSslContext(tls.context());
        server.setNeedClientAuth(tls.clientsNeedCertificate());
        http.addCustomizer(new SecureRequestCustomizer(false)); // whoever listens on an address may be asked by it
        return new SslConnectionFactory(server, "http/1.1");
    }

    /** Lets a request in, or says why not. Scrapes come in however many others are there. */
    private void admit(Context http) throws ProblemException {
        int now = inFlight.incrementAndGet();
        metrics.inFlight(now);
        String path = http.path();
        if (now > settings.maxInFlight() && !path.equals(METRICS)) {
            throw new ProblemException(
                    ProblemType.TOO_MANY_REQUESTS,
                    "more than " + settings.maxInFlight()
                            + " requests are worked on, expected to be asked again later");
        }
        if (settings.tokens().isPresent()
                && !path.equals(OPENAPI)
                && !settings.tokens().get().admit(http.header("Authorization"))) {
            http.header("WWW-Authenticate", "Bearer realm=\"presage\"");
            throw new ProblemException(
                    ProblemType.UNAUTHORIZED,
                    "the request has no key that is known, expected Authorization: Bearer <key>");
        }
        if (http.req().getContentLengthLong() > 0 || http.header("Transfer-Encoding") != null) {
            throw new ProblemException(ProblemType.TOO_LARGE, "the request has a body, expected none");
        }
    }

    private void answered(Context http, float millis) {
        metrics.inFlight(inFlight.decrementAndGet());
        Endpoint endpoint = http.endpoints().matchedHttpEndpoint();
        metrics.answered(
                http.req().getMethod(),
                endpoint == null ? ApiMetrics.UNMATCHED : endpoint.path,
                http.statusCode(),
                millis / 1e3);
    }

    private void answer(Context http, ProblemException problem) {
        metrics.problem(problem.type());
        if (problem.type().passes()) {
            http.header("Retry-After", "1");
        }
        http.status(problem.type().status())
                .contentType(ProblemException.CONTENT_TYPE)
                .result(problem.json().toString());
    }

    private ProblemException problem(HttpResponseException e, Context http) {
        String asked = http.req().getMethod() + " " + http.path();
        return switch (e.getStatus()) {
            case 404 ->
                new ProblemException(
                        ProblemType.NOT_FOUND,
                        asked + " is not here, expected one of " + String.join(", ", routes.keySet()));
            case 405 -> {
                http.header("Allow", "GET, HEAD");
                yield new ProblemException(
                        ProblemType.METHOD_NOT_ALLOWED, asked + " can't be done, expected GET or HEAD");
            }
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
        ProblemException problem = new ProblemException(
                tooLarge
                        ? ProblemType.TOO_LARGE
                        : status < 500 ? ProblemType.MALFORMED_REQUEST : ProblemType.INTERNAL_ERROR,
                tooLarge
                        ? "the address and the headers are too long, expected at most " + LARGEST_HEADERS + " bytes"
                        : "the request can't be read: " + reason(request));
        metrics.problem(problem.type());
        metrics.answered(request.getMethod(), ApiMetrics.UNMATCHED, status, 0);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, ProblemException.CONTENT_TYPE);
        response.write(
                true,
                ByteBuffer.wrap(problem.json().put("status", status).toString().getBytes(UTF_8)),
                callback);
        return true;
    }

    private static @Nullable Object reason(Request request) {
        return request.getAttribute("org.eclipse.jetty.server.error_message");
    }

    @Override
    public void close() {
        server.stop();
    }
}
