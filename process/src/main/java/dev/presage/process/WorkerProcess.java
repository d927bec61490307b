package dev.presage.process;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code worker.jar} as a process of its own, as it is shipped. */
public final class WorkerProcess implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("http=\"?(127\\.0\\.0\\.1:\\d+)");
    private static final Pattern API_ADDRESS = Pattern.compile("api=\"?(127\\.0\\.0\\.1:\\d+)");

    private final ChildProcess process;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

    private WorkerProcess(ChildProcess process) {
        this.process = process;
    }

    /** Starts it as the README says, with this repository's models, on a free port unless the environment names one. */
    public static WorkerProcess start(Path directory, Map<String, String> environment, String... arguments)
            throws IOException {
        Map<String, String> settings = new HashMap<>();
        settings.put("WORKER_HTTP_PORT", "0");
        settings.put("WORKER_API_PORT", "0");
        settings.put("WORKER_MODELS_DIR", Checkout.own().models().toString());
        settings.putAll(environment);
        return new WorkerProcess(ChildProcess.startJar("worker", directory, settings, List.of("-Xmx384m"), arguments));
    }

    /** Runs {@code topics create} to its end. */
    public static void createTopics(Path directory, String bootstrapServers) throws IOException, InterruptedException {
        Map<String, String> environment = Map.of("KAFKA_BOOTSTRAP_SERVERS", bootstrapServers);
        try (WorkerProcess create = start(directory, environment, "topics", "create")) {
            if (create.awaitExit() != 0) {
                throw new IllegalStateException("the topics were not made: " + create.output());
            }
        }
    }

    /** What it has written to stdout and stderr. */
    public String output() throws IOException {
        return process.output();
    }

    /** Its number, and whether it can be made to stand still. */
    public ChildProcess process() {
        return process;
    }

    /** Waits until it answers requests, a minute at most. */
    public WorkerProcess awaitReady() throws IOException {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !process.isAlive() || status("/readyz") == 200);
        process.requireAlive();
        return this;
    }

    /** The status that it answers a request for a path with; 0 as long as it does not listen. */
    public int status(String path) throws IOException, InterruptedException {
        return address().isEmpty() ? 0 : get(address(), path).statusCode();
    }

    /** What it answers a request for a path with. */
    public String body(String path) throws IOException, InterruptedException {
        return get(address(), path).body();
    }

    /** What its prediction API answers a request for a path with. */
    public String apiBody(String path) throws IOException, InterruptedException {
        return get(address(API_ADDRESS), path).body();
    }

    private HttpResponse<String> get(String address, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address + path))
                .timeout(Duration.ofSeconds(10))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    /** What a line of /metrics says. */
    public double metric(String name) throws IOException, InterruptedException {
        String beginning = name + " ";
        return body("/metrics")
                .lines()
                .filter(line -> line.startsWith(beginning))
                .mapToDouble(line -> Double.parseDouble(line.substring(beginning.length())))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(name + " is not on the page"));
    }

    /** The port that it listens on. */
    public int port() throws IOException {
        return Integer.parseInt(address().substring(address().indexOf(':') + 1));
    }

    /** Memory that it has in use, all in all. */
    public long residentBytes() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        return 1024 * number(Files.readString(status), "VmRSS:\\s+(\\d+) kB");
    }

    /** Memory of objects that can be reached: first it throws away all others. */
    public long liveHeapBytes() throws IOException {
        Process histogram = new ProcessBuilder(
                        ChildProcess.javaTool("jcmd"), Long.toString(process.pid()), "GC.class_histogram")
                .start();
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
        return address(ADDRESS);
    }

    private String address(Pattern pattern) throws IOException {
        Matcher address = pattern.matcher(output());
        return address.find() ? address.group(1) : "";
    }

    /** Asks it to stop, as an orchestrator does: SIGTERM. Returns the exit code. */
    public int terminate() throws InterruptedException {
        return process.terminate();
    }

    /** Waits for its end, two minutes at most, and returns its exit code. */
    public int awaitExit() throws InterruptedException {
        return process.awaitExit();
    }

    /** As a power cut does it: SIGKILL. */
    public void kill() throws InterruptedException {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
