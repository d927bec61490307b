package dev.presage.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The packaged demo as a process of its own, on free ports, with its state in a folder. */
final class DemoProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 300;

    private final Process process;
    private final Path folder;
    private final int kafkaPort;

    private DemoProcess(Process process, Path folder, int kafkaPort) {
        this.process = process;
        this.folder = folder;
        this.kafkaPort = kafkaPort;
    }

    static DemoProcess start(Path folder, String... arguments) throws IOException {
        List<String> options = new ArrayList<>(List.of(arguments));
        options.addAll(List.of("--state-dir", folder.resolve("state").toString()));
        int kafkaPort = FreePort.any();
        options.addAll(List.of("--kafka-port", Integer.toString(kafkaPort)));
        for (String program : List.of("worker", "api", "prometheus", "pushgateway", "alertmanager", "notifications")) {
            options.addAll(List.of("--" + program + "-port", Integer.toString(FreePort.any())));
        }
        return new DemoProcess(launch(folder, "demo", options), folder, kafkaPort);
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
        List<String> line = new ArrayList<>(List.of("request", "--bootstrap-servers", "127.0.0.1:" + kafkaPort));
        line.addAll(List.of(arguments));
        return exitCode(launch(folder, name, line));
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
