package dev.presage.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** docker-compose.yml as it is, with the jars of this build, beside whatever else runs on the machine. */
@EnabledIf(value = "composeAnswers", disabledReason = "ComposeIT did not run: no Docker engine with compose answers")
class ComposeIT {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static final Map<String, String> PORTS = new HashMap<>();

    @SuppressWarnings("NullAway.Init")
    private static Compose compose;

    static boolean composeAnswers() {
        return Compose.answers();
    }

    @BeforeAll
    static void up() throws IOException {
        Compose.removeLeftovers();
        PORTS.putAll(Compose.freePorts());
        compose = new Compose(PORTS);
        compose.up("--build");
    }

    @AfterAll
    static void down() {
        compose.remove();

        assertThat(compose.traces()).as("what is left of the deployment").isEmpty();
    }

    @Test
    void whatWasWrittenSurvivesDownAndUp() throws Exception {
        Client client = new Client(address("KAFKA"));
        Prometheus prometheus = new Prometheus(address("PROMETHEUS"));
        client.publishBars(40, Instant.now().minus(1, ChronoUnit.DAYS));
        client.ask("before");
        assertThat(client.awaitPredictions(1)).singleElement().asString().contains("\"request_id\":\"before\"");
        assertThat(HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create("http://" + address("API") + "/tickers"))
                                        .build(),
                                BodyHandlers.ofString())
                        .body())
                .contains("\"bars\":40");
        Instant truth = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        client.publishBars(1, truth);

        String day = LocalDate.ofInstant(truth, NEW_YORK).toString();
        compose.run("run", "--rm", "evaluator", "--date", day);
        assertThat(compose.run("exec", "-T", "evaluator", "cat", "/reports/" + day + "/report.json"))
                .contains("\"accuracy_ratio\"");
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            assertThat(accuracy(prometheus, Instant.now())).containsOnlyKeys("session", "20_sessions", "year");
            assertThat(prometheus.query("up == 1", "job", Instant.now()))
                    .containsOnlyKeys(
                            "prediction-worker", "prediction-api", "pushgateway", "prometheus", "alertmanager");
        });
        Instant seen = Instant.now();
        Map<String, Double> accuracy = accuracy(prometheus, seen);
        List<String> figures = pushedFigures();

        compose.run("down");
        compose.up();

        assertThat(pushedFigures()).isNotEmpty().isEqualTo(figures);
        assertThat(accuracy(prometheus, seen)).isEqualTo(accuracy);
        client.ask("after");
        assertThat(client.awaitPredictions(2))
                .anyMatch(prediction -> prediction.contains("\"request_id\":\"before\""))
                .anyMatch(prediction -> prediction.contains("\"request_id\":\"after\""));
    }

    @Test
    void noContainerHasMoreRightsOrMeansThanItNeeds() throws IOException {
        Set<String> services = new TreeSet<>();
        for (String container : compose.containers()) {
            JsonNode inspected = new JsonMapper()
                    .readTree(Compose.docker("inspect", container))
                    .path(0);
            JsonNode host = inspected.path("HostConfig");
            String service = inspected
                    .path("Config")
                    .path("Labels")
                    .path("com.docker.compose.service")
                    .asText();
            services.add(service);

            assertThat(inspected.path("Config").path("User").asText())
                    .as("the user of " + service)
                    .isNotIn("", "root", "0");
            assertThat(host.path("ReadonlyRootfs").asBoolean())
                    .as("read-only root of " + service)
                    .isEqualTo(!service.equals("kafka"));
            assertThat(host.path("CapDrop")).as("rights of " + service).hasToString("[\"ALL\"]");
            assertThat(host.path("CapAdd")).as("rights of " + service).isEmpty();
            assertThat(host.path("SecurityOpt").toString()).as(service).contains("no-new-privileges:true");
            assertThat(host.path("Memory").asLong())
                    .as("memory limit of " + service)
                    .isBetween(1L << 26, 3L << 29);
            assertThat(host.path("PidsLimit").asInt())
                    .as("process limit of " + service)
                    .isBetween(1, 1000);
            assertThat(host.path("LogConfig").path("Config").path("max-size").asText())
                    .as("log limit of " + service)
                    .isEqualTo("10m");
        }
        assertThat(services)
                .containsExactly("alertmanager", "evaluator", "kafka", "prometheus", "pushgateway", "topics", "worker");
    }

    @Test
    void onlyWhatAPersonOpensIsPublishedAndOnLoopback() throws IOException {
        List<String> published = new ArrayList<>();
        for (String container : compose.containers()) {
            JsonNode bindings = new JsonMapper()
                    .readTree(Compose.docker("inspect", "--format", "{{json .HostConfig.PortBindings}}", container));
            for (JsonNode ports : bindings) {
                for (JsonNode port : ports) {
                    published.add(port.path("HostIp").asText() + ":"
                            + port.path("HostPort").asText());
                }
            }
        }

        assertThat(published)
                .containsExactlyInAnyOrderElementsOf(
                        PORTS.values().stream().map(port -> "127.0.0.1:" + port).toList());
    }

    /** By window; of the model that has answered. */
    private static Map<String, Double> accuracy(Prometheus prometheus, Instant at) throws Exception {
        return prometheus.query("model_accuracy_ratio{model_type=\"normal\"}", "window", at);
    }

    private static List<String> pushedFigures() {
        return compose.run("exec", "-T", "pushgateway", "wget", "-q", "-O", "-", "http://127.0.0.1:9091/metrics")
                .lines()
                .filter(line -> line.startsWith("model_"))
                .toList();
    }

    private static String address(String service) {
        return "127.0.0.1:" + PORTS.get("PRESAGE_" + service + "_PORT");
    }
}
