package dev.presage.worker;

import dev.presage.contract.ModelRepository.InvalidModelException;
import dev.presage.contract.Settings.InvalidSettingsException;
import dev.presage.worker.model.Models;
import dev.presage.worker.telemetry.Health;
import dev.presage.worker.telemetry.TelemetryServer;
import dev.presage.worker.topics.TopicsCommand;
import io.prometheus.metrics.instrumentation.jvm.JvmMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.kafka.common.config.ConfigException;
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
        subcommands = TopicsCommand.class)
public final class Main implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);
    private static final int NOT_SET_UP = 2;

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
            return run(settings, models);
        } catch (ConfigException e) {
            return notSetUp("a Kafka setting is invalid: " + e.getMessage());
        }
    }

    private int run(WorkerSettings settings, Models models) throws InterruptedException {
        KafkaConfig kafka = new KafkaConfig(settings);
        kafka.unknown().forEach(name -> LOG.warn("no Kafka client knows the setting {}; is it misspelt?", name));
        PrometheusRegistry registry = new PrometheusRegistry();
        JvmMetrics.builder().register(registry);
        Health health = new Health();
        Worker worker = new Worker(settings, kafka, models, registry, health);
        String address = settings.http().host() + ":" + settings.http().port();
        try (TelemetryServer server =
                new TelemetryServer(settings.http().host(), settings.http().port(), registry, health)) {
            LOG.atInfo()
                    .addKeyValue("version", version())
                    .addKeyValue(
                            "models",
                            models.all().stream()
                                    .map(model -> model.manifest().id())
                                    .toList())
                    .addKeyValue("kafka", settings.kafka().get("bootstrap.servers"))
                    .addKeyValue("http", settings.http().host() + ":" + server.port())
                    .log("starting");
            return runUntilStopped(worker);
        } catch (IOException e) {
            return notSetUp("WORKER_HTTP_HOST and WORKER_HTTP_PORT are " + address + ", which can't be listened on: "
                    + e.getMessage());
        }
    }

    private static int runUntilStopped(Worker worker) throws InterruptedException {
        Thread hook = new Thread(
                () -> {
                    int exitCode = 1;
                    try {
                        exitCode = worker.stopAndWait() ? 0 : 1;
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    // Else the exit code would be the signal's, which does not tell a drained worker from another.
                    Runtime.getRuntime().halt(exitCode);
                },
                "stop-on-signal");
        Runtime.getRuntime().addShutdownHook(hook);
        return worker.run() ? 0 : 1;
    }

    private int notSetUp(String sentences) {
        PrintWriter err = spec.commandLine().getErr();
        sentences.lines().forEach(err::println);
        return NOT_SET_UP;
    }
}
