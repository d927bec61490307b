package dev.presage.demo;

import dev.presage.contract.PriceBar;
import dev.presage.features.DailyBars;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Runs the whole system on this machine. */
@Command(
        name = "demo.jar",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = {
            "Runs the whole of Presage on this machine: a Kafka broker, real bars moved to last week, the worker,",
            "requests about the past and about now, the evaluator and, where they are, Prometheus and Alertmanager."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:one cycle done (--once)",
            "1:something did not work; what and where to look is said",
            "2:an option can't be used",
            "130, 143:stopped by Ctrl-C or SIGTERM"
        })
final class RunCommand implements Callable<Integer> {
    @Option(names = "--once", description = "Stop after one cycle; the last line of stdout is its result as JSON.")
    private boolean once;

    @Option(
            names = "--sessions",
            defaultValue = "250",
            description = "How many of the last sessions are asked about and evaluated (default: ${DEFAULT-VALUE}).")
    private int sessions;

    @Option(names = "--rate", defaultValue = "50", description = "Live requests a second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--live-seconds",
            defaultValue = "20",
            description = "How long live requests are sent before the evaluation (default: ${DEFAULT-VALUE}).")
    private int liveSeconds;

    @Option(names = "--kafka-port", defaultValue = "9092", description = "Default: ${DEFAULT-VALUE}.")
    private int kafkaPort;

    @Option(names = "--worker-port", defaultValue = "8000", description = "Default: ${DEFAULT-VALUE}.")
    private int workerPort;

    @Option(names = "--api-port", defaultValue = "5000", description = "Default: ${DEFAULT-VALUE}.")
    private int apiPort;

    @Option(names = "--prometheus-port", defaultValue = "9090", description = "Default: ${DEFAULT-VALUE}.")
    private int prometheusPort;

    @Option(names = "--pushgateway-port", defaultValue = "9091", description = "Default: ${DEFAULT-VALUE}.")
    private int pushgatewayPort;

    @Option(names = "--alertmanager-port", defaultValue = "9093", description = "Default: ${DEFAULT-VALUE}.")
    private int alertmanagerPort;

    @Option(
            names = "--notifications-port",
            defaultValue = "9095",
            description = "Where the demo takes what Alertmanager sends (default: ${DEFAULT-VALUE}).")
    private int notificationsPort;

    @Option(names = "--no-monitoring", description = "Do without Prometheus, Pushgateway and Alertmanager.")
    private boolean noMonitoring;

    @Option(
            names = "--state-dir",
            paramLabel = "DIRECTORY",
            description = "Logs, data and reports of this run; emptied at the start (default: .demo in the checkout).")
    private @Nullable Path stateDirectory;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        CommandLine line = spec.commandLine();
        Repository repository = Repository.own();
        Console console = new Console(line.getOut(), line.getErr());
        Ports ports = ports();
        Demo.Options options = new Demo.Options(
                once, inBounds("--rate", rate, 10_000), inBounds("--live-seconds", liveSeconds, 3600), !noMonitoring);
        inBounds("--sessions", sessions, 100_000);
        Path directory = stateDirectory == null ? repository.root().resolve(".demo") : stateDirectory;
        try {
            repository.requireBuilt();
            Demo demo = new Demo(repository, ports, options, history(repository), console);
            demo.run(directory.toAbsolutePath().normalize());
            return CommandLine.ExitCode.OK;
        } catch (DemoException e) {
            console.problem(String.valueOf(e.getMessage()));
            return CommandLine.ExitCode.SOFTWARE;
        }
    }

    private History history(Repository repository) throws DemoException {
        List<PriceBar> bars;
        try {
            bars = DailyBars.read(repository.bars());
        } catch (IOException e) {
            throw new DemoException("the bars can't be read: " + e.getMessage(), e);
        }
        try {
            return History.of(Calendar.toLastCompletedWeek(bars, Instant.now()), sessions);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private Ports ports() {
        return new Ports(
                inBounds("--kafka-port", kafkaPort, 65_535),
                inBounds("--worker-port", workerPort, 65_535),
                inBounds("--api-port", apiPort, 65_535),
                inBounds("--prometheus-port", prometheusPort, 65_535),
                inBounds("--pushgateway-port", pushgatewayPort, 65_535),
                inBounds("--alertmanager-port", alertmanagerPort, 65_535),
                inBounds("--notifications-port", notificationsPort, 65_535));
    }

    private int inBounds(String option, int value, int most) {
        if (value < 1 || value > most) {
            throw new ParameterException(
                    spec.commandLine(), option + " is " + value + ", expected a whole number from 1 to " + most);
        }
        return value;
    }
}
