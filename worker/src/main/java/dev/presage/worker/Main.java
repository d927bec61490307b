package dev.presage.worker;

import dev.presage.contract.ModelRepository.InvalidModelException;
import dev.presage.contract.Settings.InvalidSettingsException;
import dev.presage.worker.access.AccessCommand;
import dev.presage.worker.api.ApiSettings;
import dev.presage.worker.api.PredictionApi;
import dev.presage.worker.dlq.DeadLetterCommand;
import dev.presage.worker.model.Models;
import dev.presage.worker.status.StatusPage;
import dev.presage.worker.status.StatusPage.Identity;
import dev.presage.worker.telemetry.Health;
import dev.presage.worker.telemetry.TelemetryServer;
import dev.presage.worker.telemetry.TelemetryServer.Content;
import dev.presage.worker.telemetry.TelemetrySettings;
import dev.presage.worker.topics.TopicsCommand;
import dev.presage.worker.trace.TraceCommand;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code worker.jar}. Exit codes: 0 stopped as asked, 1 failed while running, 2 could not start as it is set up. */
@Command(
        name = "worker.jar",
        description = {
            "Answers prediction requests from Kafka; settings are environment variables WORKER_… and KAFKA_….",
            "Without a command it runs until it is stopped."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            TopicsCommand.class,
            AccessCommand.class,
            DeadLetterCommand.class,
            TraceCommand.class,
            SettingsCommand.class
        })
public final class Main implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final int FAILED = 1;
    private static final int NOT_SET_UP = 2;

    /** How much longer than the drain all of the end may take: closing what the drain leaves open. */
    private static final Duration AFTER_DRAIN = Duration.ofSeconds(10);

    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();

    @Spec
    private CommandSpec spec;

    /** Prints the version. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"presage worker " + version()};
        }
    }

    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    @Override
    public Integer call() throws InterruptedException {
        int code = FAILED;
        try {
            code = run();
        } finally {
            exitCode.complete(code);
        }
        return code;
    }

    private int run() throws InterruptedException {
        WorkerSettings settings;
        Models models;
        try {
            settings = WorkerSettings.read(System.getenv());
            models =
                    Models.load(settings.models().directory(), settings.models().pins());
        } catch (InvalidSettingsException | InvalidModelException e) {
            return notSetUp(String.valueOf(e.getMessage()));
        }
        try (models) {
            settings.requireRoomFor(models);
            return run(settings, models);
        } catch (InvalidSettingsException e) {
            return notSetUp(String.valueOf(e.getMessage()));
        } catch (ConfigException e) {
            return notSetUp("a Kafka setting can't be used: " + e.getMessage());
        }
    }

    private int run(WorkerSettings settings, Models models) throws InterruptedException {
        KafkaConfig kafka = new KafkaConfig(settings);
        kafka.check();
        kafka.unknown().forEach(name -> LOG.warn("no Kafka client knows the setting {}; is it misspelt?", name));
        PrometheusRegistry registry = new PrometheusRegistry();
        JvmMetrics.builder().register(registry);
        Health health = new Health();
        Worker worker = new Worker(settings, kafka, models, registry, health);
        try (PredictionApi api = api(settings.api(), worker);
                StatusPage page = new StatusPage(identity(settings, api), worker.statusSources(), Clock.systemUTC());
                TelemetryServer server = telemetry(settings.telemetry(), new Content(registry, health, page))) {
            LOG.atInfo()
                    .addKeyValue("version", version())
                    .addKeyValue(
                            "models",
                            models.all().stream()
                                    .map(model -> model.manifest().id())
                                    .toList())
                    .addKeyValue("kafka", settings.kafka().get("bootstrap.servers"))
                    .addKeyValue("http", settings.telemetry().host() + ":" + server.port())
                    .addKeyValue("api", apiAddress(settings, api))
                    .log("starting");
            stopOnSignal(worker, settings.drainTimeout());
            return worker.run() ? 0 : FAILED;
        } catch (IOException e) {
            return notSetUp(String.valueOf(e.getMessage()));
        }
    }

    private static Identity identity(WorkerSettings settings, @Nullable PredictionApi api) {
        return new Identity(
                version(),
                settings.applicationId(),
                String.valueOf(settings.kafka().get("bootstrap.servers")),
                Instant.now(),
                apiAddress(settings, api));
    }

    private static String apiAddress(WorkerSettings settings, @Nullable PredictionApi api) {
        return api == null ? "off" : settings.api().host() + ":" + api.port();
    }

    private static TelemetryServer telemetry(TelemetrySettings settings, Content content) throws IOException {
        try {
            return new TelemetryServer(settings, content);
        } catch (IOException e) {
            throw cantListen(
                    TelemetrySettings.HOST + " and " + TelemetrySettings.PORT,
                    settings.host() + ":" + settings.port(),
                    e);
        }
    }

    /** Null if there shall be none. */
    private static @Nullable PredictionApi api(ApiSettings api, Worker worker) throws IOException {
        if (api.port().isEmpty()) {
            return null;
        }
        try {
            return new PredictionApi(api, worker.apiSources(), Clock.systemUTC());
        } catch (IOException e) {
            String address = api.host() + ":" + api.port().getAsInt();
            throw cantListen(ApiSettings.HOST + " and " + ApiSettings.PORT, address, e);
        }
    }

    private static IOException cantListen(String settings, String address, IOException e) {
        return new IOException(settings + " are " + address + ", which can't be listened on: " + e.getMessage(), e);
    }

    /** A signal would make its number the exit code, which does not tell a drained worker from another. */
    private void stopOnSignal(Worker worker, Duration drainTimeout) {
        Runnable stop = () -> {
            worker.stop();
            int code = FAILED;
            try {
                code = exitCode.get(drainTimeout.plus(AFTER_DRAIN).toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                LOG.error("the worker did not end within {}", drainTimeout.plus(AFTER_DRAIN));
            } catch (InterruptedException | ExecutionException e) {
                LOG.error("the worker's end could not be awaited", e);
            }
            Runtime.getRuntime().halt(code);
        };
        Runtime.getRuntime().addShutdownHook(new Thread(stop, "stop-on-signal"));
    }

    private int notSetUp(String sentences) {
        PrintWriter err = spec.commandLine().getErr();
        sentences.lines().forEach(err::println);
        return NOT_SET_UP;
    }
}
