package dev.presage.worker.topics;

import dev.presage.contract.Settings;
import dev.presage.contract.Topic;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code worker.jar topics}: makes the topics. */
@Command(
        name = "topics",
        description = "Makes the topics that the worker needs.",
        mixinStandardHelpOptions = true,
        subcommands = TopicsCommand.Create.class)
public final class TopicsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "topics needs a command, expected: topics create");
    }

    /** {@code worker.jar topics create}. Exit code 0 when all topics are there, 1 when the broker does not answer or refuses. */
    @Command(
            name = "create",
            description = "Makes the topics that are missing; leaves those that are there as they are.",
            mixinStandardHelpOptions = true)
    public static final class Create implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Option(
                names = "--bootstrap-servers",
                paramLabel = "HOST:PORT",
                description = "Kafka's address; default KAFKA_BOOTSTRAP_SERVERS, else localhost:9092.")
        private @Nullable String bootstrapServers;

        @Option(
                names = "--replication-factor",
                paramLabel = "N",
                description = "Copies kept of each record; default as the broker is set.")
        private @Nullable Short replicationFactor;

        @Override
        public Integer call() throws InterruptedException {
            if (replicationFactor != null && replicationFactor < 1) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--replication-factor is " + replicationFactor + ", expected a whole number of at least 1");
            }
            Map<String, Object> config = config();
            PrintWriter err = spec.commandLine().getErr();
            try (Admin admin = Admin.create(config)) {
                create(new TopicAdmin(admin));
                return 0;
            } catch (ExecutionException e) {
                err.println("the topics could not be made at " + config.get("bootstrap.servers") + ": " + e.getCause());
            } catch (KafkaException e) {
                err.println("Kafka can't be reached with bootstrap.servers " + config.get("bootstrap.servers") + ": "
                        + (e.getCause() == null ? e : e.getCause()).getMessage());
            }
            return 1;
        }

        private Map<String, Object> config() {
            Map<String, Object> config = new HashMap<>(new Settings(System.getenv(), "WORKER_").kafka());
            config.putIfAbsent(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092");
            config.putIfAbsent(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, "5000");
            config.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, "15000");
            if (bootstrapServers != null) {
                config.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
            }
            return config;
        }

        private void create(TopicAdmin admin) throws ExecutionException, InterruptedException {
            PrintWriter out = spec.commandLine().getOut();
            for (Topic topic : Topic.values()) {
                boolean made = admin.create(topic, Optional.ofNullable(replicationFactor));
                out.println(topic.topicName()
                        + (made
                                ? ": made with " + topic.partitions() + " partitions"
                                : ": was there already, with "
                                        + admin.partitions(topic).orElse(0) + " partitions"));
            }
        }
    }
}
