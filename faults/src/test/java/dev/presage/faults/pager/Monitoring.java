package dev.presage.faults.pager;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.presage.faults.Program;
import dev.presage.process.Checkout;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Prometheus, Alertmanager and Pushgateway with the shipped rules and configurations, at the suite's {@link Pace}, and who is told. */
final class Monitoring implements AutoCloseable {
    private static final String PROMETHEUS_CONFIG = "/etc/prometheus/prometheus.yml";
    private static final String RULES = "/etc/prometheus/alerts/rules/";
    private static final String ALERTMANAGER_CONFIG = "/etc/alertmanager/alertmanager.yml";

    final Webhook webhook;
    final Program pushgateway;
    final Program alertmanager;
    private final Program prometheus;
    private final List<Program> programs = new ArrayList<>();

    /**
     * Starts them, with no worker to watch yet.
     *
     * @param rules the names of the files of rules that are loaded
     */
    Monitoring(Set<String> rules) throws IOException {
        webhook = Webhook.listen();
        pushgateway = starting(new Program("prom/pushgateway:v1.11.2", Map.of()));
        String routes = shipped("alerts/alertmanager.yml").replace("localhost:9095", "127.0.0.1:" + webhook.port());
        alertmanager = starting(new Program(
                "prom/alertmanager:v0.33.1",
                Map.of(ALERTMANAGER_CONFIG, routes),
                "--config.file=" + ALERTMANAGER_CONFIG,
                "--storage.path=/alertmanager",
                "--cluster.listen-address="));
        Map<String, String> files = new HashMap<>(Map.of(PROMETHEUS_CONFIG, "{}"));
        for (Path file : ShippedAlert.files()) {
            String name = String.valueOf(file.getFileName());
            if (rules.contains(name)) {
                files.put(RULES + name, shipped("alerts/rules/" + name));
            }
        }
        prometheus = starting(new Program(
                "prom/prometheus:v3.5.3",
                files,
                "--config.file=" + PROMETHEUS_CONFIG,
                "--storage.tsdb.path=/prometheus",
                "--web.enable-lifecycle",
                "--rules.alert.resend-delay=2s",
                "--query.lookback-delta=" + Pace.of(Duration.ofMinutes(5)).toSeconds() + "s"));
    }

    private Program starting(Program program) {
        programs.add(program);
        return program;
    }

    private static String shipped(String file) throws IOException {
        return Pace.faster(Files.readString(Checkout.own().root().resolve(file)));
    }

    /** From now on Prometheus asks these workers, and no others; it takes some seconds until it does so. */
    void watchWorkers(Replica... workers) throws IOException, InterruptedException {
        Set<String> addresses = Stream.of(workers).map(Replica::address).collect(Collectors.toSet());
        String apis = Stream.of(workers).map(Replica::apiAddress).collect(Collectors.joining(", "));
        prometheus.replaceFile(
                PROMETHEUS_CONFIG,
                shipped("prometheus.yml")
                        .replace("localhost:8000", String.join(", ", addresses))
                        .replace("localhost:5000", apis)
                        .replace("localhost:9090", prometheus.address())
                        .replace("localhost:9091", pushgateway.address())
                        .replace("localhost:9093", alertmanager.address()));
        prometheus.tell("POST", "/-/reload", "");
        await().atMost(Duration.ofSeconds(30)).until(() -> watchedWorkers().equals(addresses));
    }

    /** The addresses of the workers that Prometheus asks now. */
    private Set<String> watchedWorkers() throws IOException, InterruptedException {
        JsonNode targets = prometheus.ask("/api/v1/targets?state=active").at("/data/activeTargets");
        return StreamSupport.stream(targets.spliterator(), false)
                .map(target -> target.path("labels"))
                .filter(labels -> labels.path("job").asText().equals("prediction-worker"))
                .map(labels -> labels.path("instance").asText())
                .collect(Collectors.toSet());
    }

    /** Prometheus gets one more file of rules, or another content of it. */
    void loadRules(String name, String rules) throws IOException, InterruptedException {
        prometheus.replaceFile(RULES + name, rules);
        prometheus.tell("POST", "/-/reload", "");
    }

    /** The labels of the alerts that Prometheus holds to be firing now. */
    List<Map<String, String>> firing() throws IOException, InterruptedException {
        return StreamSupport.stream(
                        prometheus.ask("/api/v1/alerts").at("/data/alerts").spliterator(), false)
                .filter(alert -> alert.path("state").asText().equals("firing"))
                .map(alert -> Webhook.texts(alert.path("labels")))
                .toList();
    }

    boolean isFiring(String alert) throws IOException, InterruptedException {
        return firing().stream().anyMatch(labels -> alert.equals(labels.get("alertname")));
    }

    /** The names of the alerts that Alertmanager keeps to itself, because another one says why. */
    Set<String> muted() throws IOException, InterruptedException {
        Set<String> muted = new TreeSet<>();
        for (JsonNode alert : alertmanager.ask("/api/v2/alerts?active=false&silenced=false&inhibited=true")) {
            muted.add(alert.at("/labels/alertname").asText());
        }
        return muted;
    }

    /** What an expression of one series is now; empty if there is no such series. */
    OptionalDouble value(String expression) throws IOException, InterruptedException {
        JsonNode results = prometheus
                .ask("/api/v1/query?query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
                .at("/data/result");
        return StreamSupport.stream(results.spliterator(), false)
                .mapToDouble(result -> result.at("/value/1").asDouble())
                .findFirst();
    }

    @Override
    public void close() {
        programs.forEach(Program::close);
        webhook.close();
    }
}
