package dev.presage.process;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** {@code batch-evaluator.jar} as a process of its own, as it is shipped. */
public final class EvaluatorProcess {
    private final Path directory;
    private final Map<String, String> environment;

    /** How it ended, and what it wrote. */
    public record Ended(int exitCode, String stdout, String stderr) {}

    /**
     * @param directory where it runs
     * @param environment its settings
     */
    public EvaluatorProcess(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = Map.copyOf(environment);
    }

    /** Runs it to its end. */
    public Ended run(String... arguments) throws IOException, InterruptedException {
        try (ChildProcess process = start(arguments)) {
            return new Ended(process.awaitExit(), process.stdout(), process.stderr());
        }
    }

    /** Runs it until it has written a text to stdout, and asks it to stop: SIGTERM. */
    public Ended terminateOnceItSays(String text, String... arguments) throws IOException, InterruptedException {
        try (ChildProcess process = start(arguments)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> process.stdout().contains(text) || !process.isAlive());
            return new Ended(process.terminate(), process.stdout(), process.stderr());
        }
    }

    /** Runs it until a file is there, and kills it so that it can clean up nothing. */
    public void killOnceThereIs(Path file, String... arguments) throws IOException {
        try (ChildProcess process = start(arguments)) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Files.exists(directory.resolve(file)) || !process.isAlive());
            process.requireAlive();
        }
    }

    /** Starts it and does not wait. */
    public ChildProcess start(String... arguments) throws IOException {
        return ChildProcess.startJar("batch-evaluator", directory, environment, List.of(), arguments);
    }
}
