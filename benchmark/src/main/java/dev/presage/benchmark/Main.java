package dev.presage.benchmark;

import dev.presage.benchmark.contend.ContendCommand;
import dev.presage.benchmark.evaluate.ScanCommand;
import dev.presage.benchmark.load.Case;
import dev.presage.benchmark.measure.Contender;
import dev.presage.benchmark.process.BenchmarkException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code benchmark.jar}. */
@Command(
        name = "benchmark.jar",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = "Measures the worker and the batch evaluator, and writes docs/performance.md.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:measured",
            "1:could not be measured, or what was measured is worth nothing",
            "2:an option can't be used",
            "3:measured, and a ratio is out of its bounds"
        },
        subcommands = {
            ThroughputCommand.class,
            PartsCommand.class,
            LatencyCommand.class,
            ScalingCommand.class,
            GrowthCommand.class,
            SoakCommand.class,
            StartCommand.class,
            EvaluatorCommand.class,
            HistoryCommand.class,
            PageCommand.class,
            ContendCommand.class,
            ScanCommand.class
        })
public final class Main implements Runnable {
    /** Exit code of a measurement that found a ratio beyond its bound. */
    static final int OUT_OF_BOUNDS = 3;

    private static final String LOGGING = "logback.configurationFile";

    @Spec
    private CommandSpec spec;

    public static void main(String[] arguments) {
        if (System.getProperty(LOGGING) == null) {
            System.setProperty(LOGGING, "dev/presage/benchmark/logback.xml");
        }
        CommandLine command = new CommandLine(new Main());
        command.setCaseInsensitiveEnumValuesAllowed(true);
        command.registerConverter(Case.class, Case::named);
        command.registerConverter(Contender.class, Contender::named);
        command.setExecutionExceptionHandler((problem, line, result) -> {
            if (!(problem instanceof BenchmarkException)) {
                throw problem;
            }
            line.getErr().println(problem.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        });
        System.exit(command.execute(arguments));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "benchmark.jar needs a command, such as throughput");
    }
}
