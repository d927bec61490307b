package dev.presage.evaluator;

import dev.presage.contract.Settings.InvalidSettingsException;
import dev.presage.evaluator.collect.EmbeddedScan;
import dev.presage.evaluator.collect.PredictionScan;
import java.time.Clock;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code java -jar batch-evaluator.jar}: one evaluation, nightly from cron or by hand, or one every night. {@link Options} says how. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args, new EmbeddedScan()));
    }

    /**
     * The program, but that the process goes on.
     *
     * @param scan by which means predictions are read
     * @return the exit code
     */
    public static int run(String[] args, PredictionScan scan) {
        return run(args, System.getenv(), Clock.systemUTC(), Terminal.ofProcess(), scan)
                .code();
    }

    static ExitCode run(
            String[] args, Map<String, String> environment, Clock clock, Terminal terminal, PredictionScan scan) {
        Options options = new Options();
        CommandLine commandLine = new CommandLine(options);
        try {
            ParseResult parsed = commandLine.parseArgs(args);
            Optional<String> asked = asked(parsed);
            if (asked.isPresent()) {
                terminal.result(asked.get());
                return ExitCode.DONE;
            }
            EvaluatorSettings settings = EvaluatorSettings.read(options, environment, clock);
            return settings.nightly() == null
                    ? evaluate(settings, clock, terminal, scan)
                    : everyNight(settings, settings.nightly(), clock, terminal, scan);
        } catch (ParameterException e) {
            terminal.say(e.getMessage() + "; --help lists the options");
            return ExitCode.USAGE;
        } catch (InvalidSettingsException e) {
            e.problems().forEach(terminal::say);
            return ExitCode.USAGE;
        } catch (Error e) { // above all memory that does not suffice; whoever runs it every night starts it again
            terminal.say("the evaluation can't go on: " + e);
            return ExitCode.UNFORESEEN;
        }
    }

    /** What is printed in place of an evaluation; empty for an evaluation. */
    private static Optional<String> asked(ParseResult parsed) {
        ParseResult innermost = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
        if (innermost.isUsageHelpRequested()) {
            return Optional.of(innermost.commandSpec().commandLine().getUsageMessage());
        }
        if (innermost.isVersionHelpRequested()) {
            return Optional.of(Version.current());
        }
        return innermost.commandSpec().userObject() instanceof SettingsCommand settings
                ? Optional.of(settings.page())
                : Optional.empty();
    }

    private static ExitCode evaluate(EvaluatorSettings settings, Clock clock, Terminal terminal, PredictionScan scan) {
        try {
            new NightlyRun(settings, clock, terminal, scan).run();
            return ExitCode.DONE;
        } catch (Failure e) {
            terminal.say(e.sentence());
            return e.exitCode();
        } catch (RuntimeException e) {
            terminal.unforeseen(e);
            return ExitCode.UNFORESEEN;
        }
    }

    /** What stays wrong however often it is tried is said at once. */
    private static ExitCode everyNight(
            EvaluatorSettings settings, LocalTime at, Clock clock, Terminal terminal, PredictionScan scan) {
        try {
            Models.of(settings.models());
            NightSchedule schedule = new NightSchedule(at, settings.period().zone());
            new EveryNight(
                            schedule,
                            settings.reports(),
                            clock,
                            terminal,
                            day -> evaluate(settings.on(day), clock, terminal, scan))
                    .stay();
        } catch (Failure e) {
            terminal.say(e.sentence());
            return e.exitCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return ExitCode.UNFORESEEN;
    }
}
