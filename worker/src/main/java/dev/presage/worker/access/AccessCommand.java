package dev.presage.worker.access;

import dev.presage.contract.SecretFile;
import dev.presage.contract.Settings;
import dev.presage.worker.access.AccessAdmin.Change;
import dev.presage.worker.topics.AdminCommand;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code worker.jar access}: who may do what in Kafka. */
@Command(
        name = "access",
        description = "Gives each role the rights that it needs in Kafka, and no others.",
        mixinStandardHelpOptions = true,
        subcommands = AccessCommand.Apply.class)
public final class AccessCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "access needs a command, expected: access apply");
    }

    /** {@code worker.jar access apply}. */
    @Command(
            name = "apply",
            description = {
                "Grants the users worker, evaluator, producer, price-publisher and reader what they need, and withdraws what else"
                        + " they were granted. Must be run by a user who may do that.",
                "WORKER_APPLICATION_ID is the worker's (default: prediction-worker)."
            },
            mixinStandardHelpOptions = true)
    public static final class Apply extends AdminCommand {
        @Option(
                names = "--passwords",
                paramLabel = "DIR",
                description =
                        "Sets the users' passwords (SCRAM-SHA-512) as well, to the first lines of DIR/worker.password"
                                + " and so on.")
        private @Nullable Path directory;

        private final Map<String, String> passwords = new TreeMap<>();
        private String applicationId = "";

        @Override
        protected String subject() {
            return "the rights";
        }

        @Override
        protected void prepare(Settings settings) {
            applicationId = applicationId(settings);
            if (directory == null) {
                return;
            }
            for (Role role : Role.values()) {
                Path file = directory.resolve(role.user() + ".password");
                try {
                    passwords.put(role.user(), SecretFile.read(file));
                } catch (IllegalArgumentException e) {
                    settings.problem("--passwords is '" + directory + "', expected a folder with a file "
                            + file.getFileName() + " that can be read and begins with the password");
                }
            }
        }

        @Override
        protected int run(Admin admin, PrintWriter out) throws ExecutionException, InterruptedException {
            AccessAdmin access = new AccessAdmin(admin);
            for (Role role : Role.values()) {
                Change change = access.apply(role, applicationId);
                out.println(role.user() + ": " + change.granted() + " rights granted, " + change.kept()
                        + " were there already, " + change.withdrawn() + " withdrawn");
            }
            if (!passwords.isEmpty()) {
                access.setPasswords(passwords);
                out.println("passwords set of " + String.join(", ", passwords.keySet()));
            }
            return 0;
        }
    }
}
