package dev.presage.evaluator;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** {@code batch-evaluator.jar} as a process of its own, as it is shipped. */
final class EvaluatorProcess {
    private static final Path JAR = Path.of("target/batch-evaluator.jar").toAbsolutePath();

    private final Path directory;
    private final Map<String, String> environment;

    /** How it ended, and what it wrote. */
    record Ended(int exitCode, String stdout, String stderr) {}

    /**
     * @param directory where it runs
     * @param environment beside the PATH nothing else is set
     */
    EvaluatorProcess(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = Map.copyOf(environment);
    }

    /** Runs it to its end. */
    Ended run(String... arguments) throws IOException, InterruptedException {
        return attend((process, stdout) -> {}, arguments);
    }

    /** Runs it until it has written a text to stdout, and ends it with SIGTERM. */
    Ended terminateOnceItSays(String text, String... arguments) throws IOException, InterruptedException {
        return attend(
                (process, stdout) -> {
                    await().atMost(Duration.ofSeconds(60))
                            .until(() -> Files.readString(stdout).contains(text) || !process.isAlive());
                    process.destroy();
                },
                arguments);
    }

    private interface Attendant {
        void attend(Process process, Path stdout);
    }

    private Ended attend(Attendant attendant, String... arguments) throws IOException, InterruptedException {
        Path stdout = Files.createTempFile(directory, "stdout", "");
        Path stderr = Files.createTempFile(directory, "stderr", "");
        Process process = start(stdout, stderr, arguments);
        try {
            attendant.attend(process, stdout);
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                throw new AssertionError("the evaluator did not end: " + Files.readString(stderr));
            }
            return new Ended(process.exitValue(), Files.readString(stdout), Files.readString(stderr));
        } finally {
            process.destroyForcibly();
        }
    }

    /** Runs it until a file is there, and kills it so that it can clean up nothing. */
    void killOnceThereIs(Path file, String... arguments) throws IOException {
        Path output = Files.createTempFile(directory, "killed", "");
        Process process = start(output, output, arguments);
        try {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Files.exists(directory.resolve(file)) || !process.isAlive());
            if (!process.isAlive()) {
                throw new AssertionError("the evaluator ended by itself: " + Files.readString(output));
            }
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }

    private Process start(Path stdout, Path stderr, String... arguments) throws IOException {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException(JAR + " is not built; expected after the package phase");
        }
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectOutput(stdout.toFile())
                .redirectError(stderr.toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("EVALUATOR_") || key.startsWith("KAFKA_"));
        builder.environment().putAll(environment);
        return builder.start();
    }
}
