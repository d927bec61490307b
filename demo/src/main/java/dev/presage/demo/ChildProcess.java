package dev.presage.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A program that runs as a process of its own, its output in a log. */
final class ChildProcess {
    private static final int LOG_LINES_SHOWN = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Command command;
    private final Process process;
    private final Path log;

    /**
     * What is started.
     *
     * @param name what to call it
     * @param line the program and its arguments
     * @param environment variables set for it, over those of the demo; {@code WORKER_…}, {@code KAFKA_…} and {@code EVALUATOR_…}
     *     ones of the demo's own environment are not handed on
     */
    record Command(String name, List<String> line, Map<String, String> environment) {
        Command {
            line = List.copyOf(line);
            environment = Map.copyOf(environment);
        }

        /** A Java program of this checkout, run by the Java that runs the demo. */
        static Command java(String name, Path jar, List<String> arguments, Map<String, String> environment) {
            List<String> line = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString()));
            line.addAll(arguments);
            return new Command(name, line, environment);
        }

        /** The command as one would type it into a shell. */
        String typed() {
            String variables = environment.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(entry -> entry.getKey() + "=" + quoted(entry.getValue()) + " ")
                    .collect(Collectors.joining());
            return variables + line.stream().map(Command::quoted).collect(Collectors.joining(" "));
        }

        private static String quoted(String word) {
            return word.matches("[A-Za-z0-9_./:=,@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
        }
    }

    private ChildProcess(Command command, Process process, Path log) {
        this.command = command;
        this.process = process;
        this.log = log;
    }

    /** Starts it; both its outputs go to the log. */
    static ChildProcess start(Command command, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command.line())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(key -> key.matches("(WORKER|KAFKA|EVALUATOR)_.*"));
        builder.environment().putAll(command.environment());
        Process process = builder.start();
        process.getOutputStream().close();
        return new ChildProcess(command, process, log);
    }

    Command command() {
        return command;
    }

    String name() {
        return command.name();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for its end and returns its exit code. */
    int awaitExit() throws InterruptedException {
        return process.waitFor();
    }

    /** A sentence on how it ended, with where its log is and the log's last lines. */
    String postMortem() {
        String end = process.isAlive() ? "is still running" : "ended with exit code " + process.exitValue();
        return name() + " " + end + "; its log is " + log + logTail();
    }

    private String logTail() {
        try {
            List<String> lines = Files.readAllLines(log, UTF_8);
            List<String> last = lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size());
            return last.isEmpty() ? ", which is empty" : ", which ends with:\n    " + String.join("\n    ", last);
        } catch (IOException e) {
            return ", which can't be read: " + e;
        }
    }

    /** Asks it to stop and waits; after 30 s it is not asked any more. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
