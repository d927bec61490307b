package dev.presage.demo;

import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** Reads the command line. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new RunCommand())
                .addSubcommand(new RequestCommand())
                .setParameterExceptionHandler(Main::usage);
    }

    private static int usage(ParameterException problem, String[] arguments) {
        problem.getCommandLine().getErr().println(problem.getMessage());
        return CommandLine.ExitCode.USAGE;
    }
}
