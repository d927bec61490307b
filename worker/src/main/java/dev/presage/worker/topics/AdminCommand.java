package dev.presage.worker.topics;

import dev.presage.contract.Settings;
import dev.presage.contract.Settings.InvalidSettingsException;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * A command that prepares Kafka, or looks at it. Exit code 0 when all is as wanted, 1 when the broker does not answer or refuses, 2 when a setting can't be
 * used.
 */
public abstract class AdminCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--bootstrap-servers",
            paramLabel = "HOST:PORT",
            description = "Kafka's address; default KAFKA_BOOTSTRAP_SERVERS, else localhost:9092.")
    private @Nullable String bootstrapServers;

    private Map<String, Object> config = Map.of();

    /** The command as it was typed, and where its output goes. */
    protected final CommandSpec spec() {
        return spec;
    }

    /** Settings of Kafka's clients, once it runs. */
    protected final Map<String, Object> kafka() {
        return config;
    }

    /** The workers' consumer group: the worker reads its name, and so do commands that look at its work. */
    public static String applicationId(Settings settings) {
        return settings.text(
                "WORKER_APPLICATION_ID",
                "prediction-worker",
                "Names the consumer group and the transactions. Workers that share the work share it.");
    }

    /** What is being made, for the sentence that says that it could not be. */
    protected abstract String subject();

    /** Looks at what was typed and at the settings, before Kafka is asked anything. */
    protected void prepare(Settings settings) {}

    /**
     * Makes it, and prints what was done.
     *
     * @return the exit code
     * @throws ExecutionException if the broker does not answer or refuses
     */
    protected abstract int run(Admin admin, PrintWriter out) throws ExecutionException, InterruptedException;

    @Override
    public final Integer call() throws InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        Settings settings = new Settings(System.getenv(), "WORKER_");
        config = config(settings);
        try {
            prepare(settings);
            settings.checkRead();
        } catch (InvalidSettingsException e) {
            e.problems().forEach(err::println);
            return 2;
        }
        try (Admin admin = Admin.create(config)) {
            return run(admin, spec.commandLine().getOut());
        } catch (ExecutionException e) {
            err.println(subject() + " could not be made at " + config.get("bootstrap.servers") + ": "
                    + (e.getCause() instanceof TimeoutException ? "Kafka does not answer" : e.getCause()));
        } catch (KafkaException e) {
            err.println("Kafka can't be reached with bootstrap.servers " + config.get("bootstrap.servers") + ": "
                    + Reasons.of(e.getCause() == null ? e : e.getCause()));
        }
        return 1;
    }

    private Map<String, Object> config(Settings settings) {
        Map<String, Object> read = new HashMap<>(settings.kafka());
        read.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
        read.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "15000");
        if (bootstrapServers != null) {
            read.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        }
        return read;
    }
}
