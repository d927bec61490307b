package dev.presage.worker.topics;

import dev.presage.contract.Settings;
import dev.presage.contract.Topic;
import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
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

    /** {@code worker.jar topics create}. */
    @Command(
            name = "create",
            description = "Makes the topics that are missing; leaves those that are there as they are.",
            mixinStandardHelpOptions = true)
    public static final class Create extends AdminCommand {
        @Option(
                names = "--replication-factor",
                paramLabel = "N",
                description = "Copies kept of each record; default as the broker is set.")
        private @Nullable Short replicationFactor;

        @Override
        protected String subject() {
            return "the topics";
        }

        @Override
        protected void prepare(Settings settings) {
            if (replicationFactor != null && replicationFactor < 1) {
                throw new ParameterException(
                        spec().commandLine(),
                        "--replication-factor is " + replicationFactor + ", expected a whole number of at least 1");
            }
        }

        @Override
        protected int run(Admin admin, PrintWriter out) throws ExecutionException, InterruptedException {
            TopicAdmin topics = new TopicAdmin(admin);
            for (Topic topic : Topic.values()) {
                boolean made = topics.create(topic, Optional.ofNullable(replicationFactor));
                out.println(topic.topicName()
                        + (made
                                ? ": made with " + topic.partitions() + " partitions"
                                : ": was there already, with "
                                        + topics.partitions(topic).orElse(0) + " partitions"));
            }
            return 0;
        }
    }
}
