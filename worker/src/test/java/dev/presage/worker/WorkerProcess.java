package dev.presage.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code worker.jar} as a process of its own, as it is shipped. */
final class WorkerProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target/worker.jar").toAbsolutePath();
    private static final Path MODELS = Path.of("../models").toAbsolutePath().normalize();
    private static final Pattern ADDRESS = Pattern.compile("http=\"?(127\\.0\\.0\\.1:\\d+)");

    private final Process process;
    private final Path log;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private WorkerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it on a free port, with this repository's models and that environment. */
    static WorkerProcess start(Path directory, Map<String, String> environment, String... arguments)
            throws IOException {
        if (!Files.exists(JAR)) {
            throw new IllegalStateException(JAR + " is not built; expected after the package phase");
        }
        List<String> command = new ArrayList<>(List.of(tool("java"), "-Xmx384m", "-jar", JAR.toString()));
        command.addAll(List.of(arguments));
        Path log = Files.createTempFile(directory, "worker-", ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("WORKER_") || key.startsWith("KAFKA_"));
        builder.environment().put("WORKER_HTTP_PORT", "0");
        builder.environment().put("WORKER_MODELS_DIR", MODELS.toString());
        builder.environment().putAll(environment);
        return new WorkerProcess(builder.start(), log);
    }

    private static String tool(String name) {
        return Path.of(System.getProperty("java.home"), "bin", name).toString();
    }

    /** Runs {@code topics create} to its end. */
    static void createTopics(Path directory, String bootstrapServers) throws IOException, InterruptedException {
        Map<String, String> environment = Map.of("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        try (WorkerProcess create = start(directory, environment, "topics", "create")) {
            if (create.awaitExit() != 0) {
                throw new IllegalStateException("the topics were not made: " + create.output());
            }
        }
    }

    /** What it has written to stdout and stderr. */
    String output() throws IOException {
        return Files.readString(log);
    }

    WorkerProcess awaitReady() throws IOException {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !process.isAlive() || status("/readyz") == 200);
        if (!process.isAlive()) {
            throw new IllegalStateException("the worker ended with " + process.exitValue() + ": " + output());
        }
        return this;
    }

    int status(String path) throws IOException, InterruptedException {
        return address().isEmpty() ? 0 : get(path).statusCode();
    }

    String body(String path) throws IOException, InterruptedException {
        return get(path).body();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address() + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    /** What a line of /metrics says. */
    double metric(String name) throws IOException, InterruptedException {
        String beginning = name + " ";
        return body("/metrics")
                .lines()
                .filter(line -> line.startsWith(beginning))
                .mapToDouble(line -> Double.parseDouble(line.substring(beginning.length())))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " is not on the page"));
    }

    int port() throws IOException {
        return Integer.parseInt(address().substring(address().indexOf(':') + 1));
    }

    /** Memory that it has in use, all in all. */
    long residentBytes() throws IOException {
        return 1024
                * number(
                        Files.readString(Path.of("/proc", Long.toString(process.pid()), "status")),
                        "VmRSS:\\s+(\\d+) kB");
    }

    /** Memory of objects that can be reached: first it throws away all others. */
    long liveHeapBytes() throws IOException {
        Process histogram =
                new ProcessBuilder(tool("jcmd"), Long.toString(process.pid()), "GC.class_histogram").start();
        return number(new String(histogram.getInputStream().readAllBytes(), UTF_8), "(?m)^Total +\\d+ +(\\d+)");
    }

    private static long number(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in: " + text);
        }
        return Long.parseLong(matcher.group(1));
    }

    private String address() throws IOException {
        Matcher address = ADDRESS.matcher(output());
        return address.find() ? address.group(1) : "";
    }

    /** As an orchestrator does it: SIGTERM. Returns the exit code. */
    int terminate() throws InterruptedException {
        process.destroy();
        return awaitExit();
    }

    int awaitExit() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the worker did not end within a minute");
        }
        return process.exitValue();
    }

    /** As a power cut does it: SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        awaitExit();
    }

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
