package dev.presage.worker.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.presage.contract.ModelManifest;
import dev.presage.contract.PushgatewayAddress;
import dev.presage.worker.model.Models;
import dev.presage.worker.status.Status.ServedModel;
import dev.presage.worker.telemetry.Health;
import dev.presage.worker.telemetry.LastRejections;
import dev.presage.worker.telemetry.LastRejections.Rejection;
import dev.presage.worker.telemetry.RequestProgress;
import dev.presage.worker.telemetry.TelemetryServer;
import dev.presage.worker.window.PriceWindows;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers with the page. */
public final class StatusPage implements HttpHandler, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StatusPage.class);
    private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(5);
    private static final Duration BETWEEN_VERDICTS = Duration.ofSeconds(10);
    private static final String STYLE = resource("status.css");

    /** Nothing but the page's own style; no script, no frame, no other address. */
    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'sha256-" + sha256(STYLE)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private final Identity identity;
    private final Sources sources;
    private final Clock clock;
    private final RecentTraffic traffic;
    private final VerdictSource verdicts;
    private final ScheduledExecutorService scheduler;

    /**
     * Who a worker is.
     *
     * @param version of the program
     * @param group the consumer group whose work it shares
     * @param brokers as they were named
     * @param startedAt when it was started
     * @param api where its prediction API listens, or {@code off}
     */
    public record Identity(String version, String group, String brokers, Instant startedAt, String api) {}

    /**
     * Where it finds what it shows.
     *
     * @param pushgateway where the evaluator's figures are; null if it is not to be asked
     */
    public record Sources(
            Health health,
            RequestProgress progress,
            LastRejections rejections,
            PriceWindows prices,
            Models models,
            PrometheusRegistry registry,
            @Nullable PushgatewayAddress pushgateway) {}

    /** @param identity whose page it is */
    public StatusPage(Identity identity, Sources sources, Clock clock) {
        this.identity = identity;
        this.sources = sources;
        this.clock = clock;
        traffic = new RecentTraffic(sources.registry(), clock);
        verdicts = new VerdictSource(sources.pushgateway());
        scheduler = Executors.newScheduledThreadPool(2, task -> {
            Thread thread = new Thread(task, "status-page");
            thread.setDaemon(true);
            return thread;
        });
        every(BETWEEN_COUNTS, traffic::remember);
        every(BETWEEN_VERDICTS, verdicts::refresh);
    }

    private void every(Duration pause, Runnable task) {
        Runnable goesOn = () -> {
            try {
                task.run();
            } catch (RuntimeException e) { // else it would never run again, without a word
                LOG.error("the status page can't be kept up to date", e);
            }
        };
        Future<?> unused = scheduler.scheduleWithFixedDelay(goesOn, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Referrer-Policy", "no-referrer");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        TelemetryServer.send(exchange, 200, "text/html", StatusHtml.write(status(), STYLE));
    }

    private Status status() {
        Counts now = traffic.count();
        return new Status(
                clock.instant(),
                identity,
                sources.health().isLive(),
                sources.health().missing(),
                sources.health().streamsState().name(),
                sources.progress().lastContact(),
                sources.prices().newestClose(),
                sources.prices().tickers().size(),
                sources.models().all().stream()
                        .map(model -> served(model.manifest()))
                        .toList(),
                sources.progress().partitions(),
                traffic.since(Duration.ofMinutes(1), now),
                traffic.since(Duration.ofMinutes(5), now),
                sources.rejections().all().stream()
                        .sorted(Comparator.comparing(Rejection::at).reversed())
                        .toList(),
                now.rejections(),
                verdicts.known());
    }

    private static ServedModel served(ModelManifest manifest) {
        return new ServedModel(
                manifest.id().toString(),
                manifest.sha256(),
                manifest.trainingWindow().to().toString());
    }

    private static String resource(String name) {
        try (InputStream in = StatusPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the program");
            }
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha256(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public void close() {
        scheduler.shutdownNow();
    }
}
