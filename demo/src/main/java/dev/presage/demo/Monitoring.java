package dev.presage.demo;

import dev.presage.demo.ChildProcess.Command;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Prometheus, the Pushgateway and Alertmanager, with the configuration of this checkout; only where the machine has them. */
final class Monitoring {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> PROGRAMS = List.of("prometheus", "pushgateway", "alertmanager");

    private final Repository repository;
    private final Ports ports;

    Monitoring(Repository repository, Ports ports) {
        this.repository = repository;
        this.ports = ports;
    }

    /** The programs that this machine does not have. */
    List<String> absent() {
        return PROGRAMS.stream()
                .filter(name -> repository.program(name).isEmpty())
                .toList();
    }

    /** Starts the three and waits until each is ready. */
    void start(Processes processes, State state, Console console) throws DemoException, InterruptedException {
        Notifications notifications = Notifications.listen(ports.notifications(), console);
        processes.atEnd("notifications", notifications::close);
        List<Command> commands = commands(state);
        List<ChildProcess> started = new ArrayList<>();
        for (Command command : commands) {
            started.add(processes.start(command));
        }
        List<Integer> listening = List.of(ports.pushgateway(), ports.alertmanager(), ports.prometheus());
        for (int i = 0; i < started.size(); i++) {
            Http.awaitAnswer(started.get(i), Ports.uri(listening.get(i), "/-/ready"), PATIENCE);
        }
    }

    private List<Command> commands(State state) throws DemoException {
        try {
            Path folder = state.folder("monitoring");
            Path alertmanager = configured(repository.alertmanagerConfig(), folder);
            Path prometheus = configured(repository.prometheusConfig(), folder);
            return List.of(
                    command(
                            "pushgateway",
                            "--persistence.file=" + folder.resolve("pushgateway.data"),
                            ports.pushgateway()),
                    command(
                            "alertmanager",
                            "--config.file=" + alertmanager,
                            ports.alertmanager(),
                            "--storage.path=" + folder.resolve("alertmanager"),
                            "--cluster.listen-address="),
                    command(
                            "prometheus",
                            "--config.file=" + prometheus,
                            ports.prometheus(),
                            "--storage.tsdb.path=" + folder.resolve("prometheus"),
                            "--storage.tsdb.retention.time=15d"));
        } catch (IOException e) {
            throw new DemoException("the configuration of the monitoring can't be copied: " + e, e);
        }
    }

    private Command command(String name, String option, int port, String... more) throws DemoException {
        Path program = repository
                .program(name)
                .orElseThrow(() -> new DemoException(name + " is neither under .tools/bin nor on the PATH"));
        List<String> line =
                new ArrayList<>(List.of(program.toString(), option, "--web.listen-address=" + Ports.HOST + ":" + port));
        line.addAll(List.of(more));
        return new Command(name, line, Map.of());
    }

    private Path configured(Path config, Path folder) throws IOException {
        Path name = config.getFileName();
        if (name == null) {
            throw new IOException(config + " is no file");
        }
        return Files.writeString(folder.resolve(name), forThisRun(Files.readString(config)));
    }

    /** A configuration file as it is, but with this run's ports and the checkout's rules. */
    String forThisRun(String config) {
        return config.replace("localhost:8000", Ports.HOST + ":" + ports.worker())
                .replace("localhost:5000", Ports.HOST + ":" + ports.api())
                .replace("localhost:9090", Ports.HOST + ":" + ports.prometheus())
                .replace("localhost:9091", Ports.HOST + ":" + ports.pushgateway())
                .replace("localhost:9093", Ports.HOST + ":" + ports.alertmanager())
                .replace("localhost:9095", Ports.HOST + ":" + ports.notifications())
                .replace("- alerts/rules/", "- " + repository.alertRules() + "/");
    }

    /** The address of a Prometheus page: it depends on the version, and on whether Debian built it, which one is served. */
    private Optional<URI> page(String... candidates) throws InterruptedException {
        for (String candidate : candidates) {
            URI uri = Ports.uri(ports.prometheus(), candidate);
            if (Http.answers(uri)) {
                return Optional.of(uri);
            }
        }
        return Optional.empty();
    }

    /** Where to look, one line each. */
    List<String> pages() throws InterruptedException {
        List<String> lines = new ArrayList<>();
        page("/alerts", "/classic/alerts").ifPresent(uri -> lines.add("alerts        " + uri));
        page("/targets", "/classic/targets").ifPresent(uri -> lines.add("targets       " + uri));
        page("/query", "/graph", "/classic/graph").ifPresent(uri -> lines.add("graph         " + uri));
        lines.add("alertmanager  " + Ports.uri(ports.alertmanager(), "/")
                + " (Debian's has no pages: amtool alert --alertmanager.url=…)");
        lines.add("pushgateway   " + Ports.uri(ports.pushgateway(), "/"));
        return lines;
    }
}
