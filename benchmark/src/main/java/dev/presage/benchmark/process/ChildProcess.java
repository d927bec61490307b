package dev.presage.benchmark.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program that runs as a process of its own, its output in a log. */
public final class ChildProcess implements AutoCloseable {
    private static final int LOG_LINES_SHOWN = 12;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String name;
    private final Process process;
    private final Path log;

    private ChildProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    static ChildProcess start(Command command, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command.line())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().keySet().removeIf(key -> key.matches("(WORKER|EVALUATOR|KAFKA)_.*|JAVA_TOOL_OPTIONS"));
        builder.environment().putAll(command.environment());
        Process process = builder.start();
        process.getOutputStream().close();
        return new ChildProcess(command.name(), process, log);
    }

    /** The process's number. */
    public long pid() {
        return process.pid();
    }

    /** What it has written so far. */
    public List<String> log() throws IOException {
        return Files.readAllLines(log, UTF_8);
    }

    /** Looks whether it still runs; throws with the end of its log if not. */
    public void requireAlive() throws BenchmarkException {
        if (!process.isAlive()) {
            throw new BenchmarkException(name + " ended with exit code " + process.exitValue() + logTail());
        }
    }

    /** Waits for its end, no longer than that. */
    public boolean endsWithin(Duration patience) throws InterruptedException {
        return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** How it ended; it must have. */
    public int exitCode() {
        return process.exitValue();
    }

    /** The most memory that it has had so far; 0 if it has ended or is about to, as Linux does not tell then. */
    public long peakResidentBytes() {
        try {
            return ProcessUse.of(pid()).peakResidentBytes();
        } catch (BenchmarkException e) {
            return 0;
        }
    }

    /** The last lines of its log, for a message that goes on with them. */
    public String logTail() {
        try {
            List<String> lines = log();
            List<String> last = lines.subList(Math.max(0, lines.size() - LOG_LINES_SHOWN), lines.size());
            return last.isEmpty() ? "; its log is empty" : "; its log ends with:\n    " + String.join("\n    ", last);
        } catch (IOException e) {
            return "; its log can't be read: " + e;
        }
    }

    /** Asks it to stop, and ends it after 20 s. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** Ends it at once, and waits until it is gone. */
    void kill() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
