package dev.presage.acceptance;

import dev.presage.process.Checkout;
import dev.presage.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One of {@code examples/}, as its README says how to run it.
 *
 * @param line what it is run by, without its arguments; empty where it can't be
 * @param needs what that takes
 */
record Example(String name, Supplier<Optional<List<String>>> line, String needs) {
    private static final Path ROOT = Checkout.own().root();
    private static final Path EXAMPLES = ROOT.resolve("examples");
    private static final String KAFKA = "apache/kafka:4.3.1";

    /** It lives too short for the time that Java would spend on its best code. */
    private static final String SHORT_LIVED = "-XX:TieredStopAtLevel=1";

    static List<Example> all() {
        return List.of(
                new Example("Java", Example::java, "a JDK"),
                new Example("kcat", Example::kcat, "kcat, and `make tools` did not fetch it"),
                new Example(
                        "Python", Example::python, "a python3 with confluent_kafka, and `make tools` did not fetch it"),
                new Example("the console tools", Example::console, "a Docker engine that answers"));
    }

    private static Optional<List<String>> java() {
        Path libraries = ROOT.resolve("worker/target/lib");
        try (Stream<Path> files = Files.list(libraries)) {
            String classPath = files.map(Path::toString)
                    .filter(file -> file.matches(".*/(kafka-clients|lz4-java|slf4j-api)-[^/]*[.]jar"))
                    .collect(Collectors.joining(":"));
            String java = Path.of(System.getProperty("java.home"), "bin/java").toString();
            return Optional.of(List.of(java, SHORT_LIVED, "-cp", classPath, path("java/Ask.java")));
        } catch (IOException e) {
            throw new IllegalStateException(libraries + " can't be listed, expected what `make build` puts there", e);
        }
    }

    private static Optional<List<String>> kcat() {
        return Checkout.own()
                .program("kcat")
                .map(kcat ->
                        List.of("env", "PATH=" + kcat.getParent() + ":" + System.getenv("PATH"), path("kcat/ask.sh")));
    }

    private static Optional<List<String>> python() {
        return Stream.of("python3-confluent-kafka", "python3")
                .flatMap(name -> Checkout.own().program(name).stream())
                .map(Path::toString)
                .filter(python -> succeeds(python, "-c", "import confluent_kafka"))
                .findFirst()
                .map(python -> List.of(python, path("python/ask.py")));
    }

    private static Optional<List<String>> console() {
        return succeeds("docker", "info")
                ? Optional.of(List.of(
                        "docker",
                        "run",
                        "--rm",
                        "--network",
                        "host",
                        "-e",
                        "KAFKA_JVM_PERFORMANCE_OPTS=" + SHORT_LIVED,
                        "-v",
                        EXAMPLES + ":/examples:ro",
                        KAFKA,
                        "/examples/console/ask.sh"))
                : Optional.empty();
    }

    private static String path(String file) {
        return EXAMPLES.resolve(file).toString();
    }

    private static boolean succeeds(String... line) {
        try {
            Process process = new ProcessBuilder(line)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            boolean ended = process.waitFor(30, TimeUnit.SECONDS);
            process.destroyForcibly();
            return ended && process.exitValue() == 0;
        } catch (IOException e) {
            return false; // there is no such program
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts it with some arguments. */
    static ChildProcess start(List<String> line, Path directory, String... arguments) throws IOException {
        List<String> whole = new ArrayList<>(line);
        whole.addAll(List.of(arguments));
        return ChildProcess.start("example", directory, Map.of(), whole);
    }

    @Override
    public String toString() {
        return name;
    }
}
