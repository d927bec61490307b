package dev.presage.evaluator;

import dev.presage.contract.Settings.InvalidSettingsException;
import java.time.Clock;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** {@code java -jar batch-evaluator.jar}: one evaluation, nightly from cron or by hand. {@link Options} says how. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args, System.getenv(), Clock.systemUTC(), Terminal.ofProcess())
                .code());
    }

    static ExitCode run(String[] args, Map<String, String> environment, Clock clock, Terminal terminal) {
        Options options = new Options();
        CommandLine commandLine = new CommandLine(options);
        try {
            commandLine.parseArgs(args);
            if (commandLine.isUsageHelpRequested()) {
                terminal.result(commandLine.getUsageMessage());
                return ExitCode.DONE;
            }
            if (commandLine.isVersionHelpRequested()) {
                terminal.result(Version.current());
                return ExitCode.DONE;
            }
            new NightlyRun(EvaluatorSettings.read(options, environment, clock), clock, terminal).run();
            return ExitCode.DONE;
        } catch (ParameterException e) {
            terminal.say(e.getMessage() + "; --help lists the options");
            return ExitCode.USAGE;
        } catch (InvalidSettingsException e) {
            e.problems().forEach(terminal::say);
            return ExitCode.USAGE;
        } catch (Failure e) {
            terminal.say(e.sentence());
            return e.exitCode();
        } catch (RuntimeException e) {
            terminal.unforeseen(e);
            return ExitCode.UNFORESEEN;
        }
    }
}
