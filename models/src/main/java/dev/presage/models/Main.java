package dev.presage.models;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code java -jar models.jar train}: makes the sample models' files. */
@Command(name = "models", description = "The trainer of Presage's sample models.", subcommands = TrainCommand.class)
public final class Main {
    /** Loggers are forgotten with their levels unless something holds them. */
    private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

    @Option(names = "--help", usageHelp = true, description = "Says this.")
    @SuppressWarnings("UnusedVariable") // read by picocli
    private boolean help;

    Main() {}

    /** Exits 0 if all was written, 2 if the options or the bars are no good, 1 if anything else went wrong. */
    public static void main(String[] arguments) {
        TRIBUO.setLevel(Level.WARNING);
        Charset charset = Charset.defaultCharset();
        System.exit(
                run(arguments, new PrintWriter(System.out, true, charset), new PrintWriter(System.err, true, charset)));
    }

    static int run(String[] arguments, PrintWriter out, PrintWriter err) {
        CommandLine command = new CommandLine(new Main());
        command.setOut(out);
        command.setErr(err);
        command.setParameterExceptionHandler((problem, given) -> {
            err.println(problem.getMessage() + " (see --help)");
            return CommandLine.ExitCode.USAGE;
        });
        return command.execute(arguments);
    }
}
