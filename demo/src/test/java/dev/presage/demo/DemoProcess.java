package dev.presage.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The packaged demo as a process of its own, on free ports, with its state in a folder. */
final class DemoProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 300;

    private final Process process;
    private final Path folder;
    private final Map<String, Integer> ports;

    private DemoProcess(Process process, Path folder, Map<String, Integer> ports) {
        this.process = process;
        this.folder = folder;
        this.ports = Map.copyOf(ports);
    }

    static DemoProcess start(Path folder, String... arguments) throws IOException {
        List<String> options = new ArrayList<>(List.of(arguments));
        options.addAll(List.of("--state-dir", folder.resolve("state").toString()));
        Map<String, Integer> ports = new HashMap<>();
        for (String program :
                List.of("kafka", "worker", "api", "prometheus", "pushgateway", "alertmanager", "notifications")) {
            int port = FreePort.any();
            ports.put(program, port);
            options.addAll(List.of("--" + program + "-port", Integer.toString(port)));
        }
        return new DemoProcess(launch(folder, "demo", options), folder, ports);
    }

    private static Process launch(Path folder, String name, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of("target", "demo.jar").toAbsolutePath().toString()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .directory(folder.toFile()) // its own folder must not matter
                .redirectOutput(folder.resolve(name + ".out").toFile())
                .redirectError(folder.resolve(name + ".err").toFile())
                .start();
    }

    /** Runs {@code demo.jar request} against this demo's broker and returns its exit code. */
    int request(String name, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("request", "--bootstrap-servers", "127.0.0.1:" + port("kafka")));
        line.addAll(List.of(arguments));
        return exitCode(launch(folder, name, line));
    }

    /** Where a program listens, called as in the demo's options. */
    int port(String program) {
        return Objects.requireNonNull(ports.get(program), program);
    }

    /** Waits until it has evaluated, and only goes on. */
    void awaitLive() {
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(200))
                .failFast(() -> {
                    assertThat(handle().isAlive()).as(() -> read("demo.err")).isTrue();
                })
                .untilAsserted(() -> assertThat(output("demo.out")).contains("Live requests go on until Ctrl-C"));
    }

    /** {@link #output} for what is said of a failure. */
    String read(String name) {
        try {
            return output(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int exitCode() throws InterruptedException {
        return exitCode(process);
    }

    private static int exitCode(Process process) throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running after " + PATIENCE_SECONDS + " s");
        }
        return process.exitValue();
    }

    ProcessHandle handle() {
        return process.toHandle();
    }

    /** As SIGTERM does. */
    void terminate() {
        process.destroy();
    }

    /** As SIGKILL does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** What a program wrote: {@code demo.out}, {@code demo.err}, and so on. */
    String output(String name) throws IOException {
        return Files.readString(folder.resolve(name), UTF_8);
    }

    /** All processes that the demo has written down, whether they run or not. */
    List<Leftover> started() throws IOException {
        return Leftover.read(folder.resolve("state").resolve("processes"));
    }

    /** Those of them that run. */
    List<String> running() throws IOException {
        return started().stream()
                .filter(started -> ProcessHandle.of(started.pid())
                        .filter(ProcessHandle::isAlive)
                        .filter(handle -> handle.info().startInstant().equals(Optional.of(started.start())))
                        .isPresent())
                .map(Leftover::name)
                .toList();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        for (Leftover started : started()) {
            ProcessHandle.of(started.pid())
                    .filter(handle -> handle.info().startInstant().equals(Optional.of(started.start())))
                    .ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
