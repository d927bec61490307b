package dev.presage.broker;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A broker in a process of its own, until SIGTERM or SIGINT. */
@Command(
        name = "embedded-broker.jar",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = "Runs a Kafka broker on 127.0.0.1 until it is told to stop (SIGTERM or Ctrl-C).",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"2:an option, the port or the directory can't be used", "130, 143:stopped as told"})
public final class Main implements Callable<Integer> {
    private static final String LOGGING = "logback.configurationFile";

    @Option(
            names = "--port",
            defaultValue = "9092",
            description = "Port of 127.0.0.1, 0 for a free one (default: ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--dir",
            required = true,
            paramLabel = "DIRECTORY",
            description = "Keeps the data; made if absent, never deleted.")
    private Path directory = Path.of("");

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "A broker setting, such as --set log.flush.interval.messages=1; can be given several times.")
    private Map<String, String> extra = new LinkedHashMap<>();

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    public static void main(String[] arguments) {
        if (System.getProperty(LOGGING) == null) {
            System.setProperty(LOGGING, "dev/presage/broker/logback.xml");
        }
        CommandLine command = new CommandLine(new Main());
        command.setParameterExceptionHandler(Main::usage);
        System.exit(command.execute(arguments));
    }

    private static int usage(ParameterException problem, String[] arguments) {
        problem.getCommandLine().getErr().println(problem.getMessage());
        return CommandLine.ExitCode.USAGE;
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (port < 0 || port > 65_535) {
            err.println("--port is " + port + ", expected a whole number from 0 to 65535");
            return CommandLine.ExitCode.USAGE;
        }
        EmbeddedBroker broker;
        try {
            broker = EmbeddedBroker.start(port, directory, extra);
        } catch (IOException e) {
            err.println(sentence(e));
            return CommandLine.ExitCode.USAGE;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(broker::close, "stop-broker"));
        out.println("listening on " + broker.bootstrapServers() + ", data in " + directory.toAbsolutePath());
        new CountDownLatch(1).await(); // the shutdown hook ends the process
        return CommandLine.ExitCode.OK;
    }

    private static String sentence(IOException problem) {
        return problem instanceof FileSystemException
                ? "the directory can't be used: " + problem
                : String.valueOf(problem.getMessage());
    }
}
