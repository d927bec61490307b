package dev.presage.deployment;

import dev.presage.process.Checkout;
import dev.presage.process.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code docker compose} on this checkout's docker-compose.yml, in a project of its own: its containers, volumes, networks and images are
 * beside those of any other deployment on the machine. The project bears this process's number, so that what a killed test has left behind
 * can be told, and is removed by the next.
 */
final class Compose {
    private static final String PREFIX = "presage-it-";
    private static final String PROJECT_LABEL = "com.docker.compose.project";

    private final String project;
    private final Map<String, String> environment;

    /** @param environment for the {@code ${…}} of docker-compose.yml */
    Compose(Map<String, String> environment) {
        this(PREFIX + ProcessHandle.current().pid(), environment);
    }

    private Compose(String project, Map<String, String> environment) {
        this.project = project;
        this.environment = new HashMap<>(environment);
        // Half a day off, so that no night comes while a test runs.
        this.environment.put(
                "PRESAGE_NIGHTLY",
                LocalTime.now(ZoneId.of("America/New_York"))
                        .plusHours(12)
                        .truncatedTo(ChronoUnit.MINUTES)
                        .toString());
    }

    /** A port for each service that is published, by the variable that sets it. */
    static Map<String, String> freePorts() {
        Map<String, String> ports = new HashMap<>();
        for (String service : List.of("KAFKA", "WORKER", "API", "PROMETHEUS", "ALERTMANAGER")) {
            ports.put("PRESAGE_" + service + "_PORT", String.valueOf(FreePort.any()));
        }
        return ports;
    }

    /** Whether an engine and compose are there. */
    static boolean answers() {
        try {
            docker("info");
            docker("compose", "version");
            return true;
        } catch (UncheckedIOException | IllegalStateException e) {
            return false;
        }
    }

    /** Runs a command of compose; returns what it wrote to stdout. */
    String run(String... command) {
        List<String> whole = new ArrayList<>(List.of("docker", "compose", "--project-name", project));
        whole.addAll(List.of(command));
        return execute(whole, environment);
    }

    /** Runs a command in a service's container; returns what it wrote to stdout. */
    String exec(String service, String... command) {
        List<String> whole = new ArrayList<>(List.of("exec", "-T", service));
        whole.addAll(List.of(command));
        return run(whole.toArray(String[]::new));
    }

    /** Brings everything up; if it does not come up, the last lines of each log say why. */
    void up(String... options) {
        List<String> command = new ArrayList<>(List.of("up", "--wait"));
        command.addAll(List.of(options));
        try {
            run(command.toArray(String[]::new));
        } catch (IllegalStateException e) {
            throw new IllegalStateException(run("logs", "--tail", "20"), e);
        }
    }

    /** Takes everything down, with its data and images, and waits for nothing. */
    void remove() {
        run("down", "--remove-orphans", "--volumes", "--rmi", "local", "--timeout", "0");
    }

    /** What there is of the project: a line for each container, volume, network and image. */
    List<String> traces() {
        String label = "label=" + PROJECT_LABEL + "=" + project;
        List<String> traces = new ArrayList<>(containers());
        docker("volume", "ls", "--quiet", "--filter", label).lines().forEach(traces::add);
        docker("network", "ls", "--quiet", "--filter", label).lines().forEach(traces::add);
        docker("image", "ls", "--quiet", project + "-*").lines().forEach(traces::add);
        return traces;
    }

    /** The ids of the project's containers, also of those that have ended. */
    List<String> containers() {
        return docker("ps", "--all", "--quiet", "--filter", "label=" + PROJECT_LABEL + "=" + project)
                .lines()
                .toList();
    }

    /** Removes the projects whose test does not run any more. */
    static void removeLeftovers() {
        docker("ps", "--all", "--format", "{{.Label \"" + PROJECT_LABEL + "\"}}")
                .lines()
                .distinct()
                .filter(project -> project.matches(PREFIX + "\\d+"))
                .filter(project -> ProcessHandle.of(Long.parseLong(project.substring(PREFIX.length())))
                        .isEmpty())
                .forEach(project -> new Compose(project, Map.of()).remove());
    }

    /**
     * Runs docker; returns what it wrote to stdout.
     *
     * @throws IllegalStateException if it failed, with all that it wrote
     */
    static String docker(String... command) {
        List<String> whole = new ArrayList<>(List.of("docker"));
        whole.addAll(List.of(command));
        return execute(whole, Map.of());
    }

    static String execute(List<String> command, Map<String, String> environment) {
        try {
            Path stdout = Files.createTempFile("compose", ".out");
            Path stderr = Files.createTempFile("compose", ".err");
            try {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .directory(Checkout.own().root().toFile())
                        .redirectOutput(stdout.toFile())
                        .redirectError(stderr.toFile());
                builder.environment()
                        .keySet()
                        .removeIf(key -> key.startsWith("COMPOSE_") || key.startsWith("PRESAGE_"));
                builder.environment().putAll(environment);
                Process process = builder.start();
                boolean ended = process.waitFor(5, TimeUnit.MINUTES);
                process.destroyForcibly();
                if (!ended || process.exitValue() != 0) {
                    throw new IllegalStateException(String.join(" ", command)
                            + (ended ? " ended with " + process.exitValue() : " did not end within 5 minutes") + ":\n"
                            + Files.readString(stdout) + Files.readString(stderr));
                }
                return Files.readString(stdout);
            } finally {
                Files.delete(stdout);
                Files.delete(stderr);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
