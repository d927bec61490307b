package dev.presage.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that runs as a process of its own; it can be stopped as an orchestrator does it, killed, and made to stand still. */
public final class ChildProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final String name;
    private final Process process;
    private final Path stdout;
    private final Path stderr;

    private ChildProcess(String name, Process process, Path stdout, Path stderr) {
        this.name = name;
        this.process = process;
        this.stdout = stdout;
        this.stderr = stderr;
    }

    /**
     * Starts a program.
     *
     * @param directory where it runs, and where its output goes, into files of its own
     * @param environment set over this process's own, of which no {@code WORKER_…}, {@code EVALUATOR_…} and {@code KAFKA_…} is handed on
     * @param line the program and its arguments
     */
    public static ChildProcess start(String name, Path directory, Map<String, String> environment, List<String> line)
            throws IOException {
        Path stdout = Files.createTempFile(directory, name + "-", ".out");
        Path stderr = Files.createTempFile(directory, name + "-", ".err");
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(directory.toFile())
                .redirectOutput(stdout.toFile())
                .redirectError(stderr.toFile());
        builder.environment().keySet().removeIf(key -> key.matches("(WORKER|EVALUATOR|KAFKA)_.*"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        return new ChildProcess(name, process, stdout, stderr);
    }

    /**
     * The same for the program that a module of this checkout makes, run by the Java that runs this. But in the long runs, it lives too short
     * for the time that Java would spend on its best code.
     *
     * @param options of the virtual machine
     */
    public static ChildProcess startJar(
            String module, Path directory, Map<String, String> environment, List<String> options, String... arguments)
            throws IOException {
        List<String> line = new ArrayList<>();
        line.add(javaTool("java"));
        if (!"long".equals(System.getProperty("faults"))) {
            line.add("-XX:TieredStopAtLevel=1");
        }
        line.addAll(options);
        line.addAll(List.of("-jar", Checkout.own().jar(module).toString()));
        line.addAll(List.of(arguments));
        return start(module, directory, environment, line);
    }

    /** A program of the JDK that runs this. */
    static String javaTool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /** What it has written to stdout so far. */
    public String stdout() throws IOException {
        return Files.readString(stdout);
    }

    /** What it has written to stderr so far. */
    public String stderr() throws IOException {
        return Files.readString(stderr);
    }

    /** Both, stdout first. */
    public String output() throws IOException {
        return stdout() + stderr();
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Throws, with what it wrote, if it has ended. */
    public void requireAlive() throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " ended with " + process.exitValue() + ": " + output());
        }
    }

    /** Asks it to stop: SIGTERM. Returns the exit code. */
    public int terminate() throws InterruptedException {
        process.destroy();
        return awaitExit();
    }

    /** As a power cut does it: SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitExit();
    }

    /** Makes it stand still until {@link #resume}: SIGSTOP. */
    public void suspend() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** Lets it go on: SIGCONT. */
    public void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + signal, Long.toString(pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("kill -" + signal + " " + pid() + " ended with " + code);
        }
    }

    /** Waits for its end, two minutes at most, and returns its exit code. */
    public int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException(name + " did not end within " + PATIENCE.toSeconds() + " s");
        }
        return process.exitValue();
    }

    /** Kills it if it still runs. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            awaitExit();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
