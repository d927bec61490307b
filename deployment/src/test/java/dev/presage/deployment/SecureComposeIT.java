package dev.presage.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** docker-compose.secure.yml over docker-compose.yml, as docs/security.md says it is used: who may do what does it, and nobody else. */
@EnabledIf(
        value = "composeAnswers",
        disabledReason = "SecureComposeIT did not run: no Docker engine with compose answers")
class SecureComposeIT {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @TempDir
    private static Path folder;

    @SuppressWarnings("NullAway.Init")
    private static Map<String, String> ports;

    @SuppressWarnings("NullAway.Init")
    private static Secrets secrets;

    @SuppressWarnings("NullAway.Init")
    private static Compose compose;

    /** Trusts the deployment's servers, but knows no password. */
    @SuppressWarnings("NullAway.Init")
    private static Browser stranger;

    static boolean composeAnswers() {
        return Compose.answers();
    }

    @BeforeAll
    static void up() throws Exception {
        Compose.removeLeftovers();
        secrets = new Secrets(folder.resolve("secrets"));
        secrets.make();
        stranger =
                new Browser(HttpClient.newBuilder().sslContext(secrets.trust()).build());
        ports = Compose.freePorts();
        Map<String, String> environment = new HashMap<>(ports);
        environment.put("COMPOSE_FILE", "docker-compose.yml:docker-compose.secure.yml");
        environment.put("PRESAGE_SECRETS", secrets.folder.toString());
        compose = new Compose(environment);
        compose.up("--build");
    }

    @AfterAll
    static void down() {
        compose.remove();

        assertThat(compose.traces()).as("what is left of the deployment").isEmpty();
    }

    @Test
    void whoMayAskGetsAPredictionAndItsEvaluationIsPushedAndScraped() throws Exception {
        Client prices = new Client(address("KAFKA"), secrets.login("price-publisher"));
        prices.publishBars(40, Instant.now().minus(1, ChronoUnit.DAYS));
        new Client(address("KAFKA"), secrets.login("producer")).ask("mine");
        assertThat(new Client(address("KAFKA"), secrets.login("reader")).awaitPredictions(1))
                .singleElement()
                .asString()
                .contains("\"request_id\":\"mine\"");
        Instant truth = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        prices.publishBars(1, truth);

        String day = LocalDate.ofInstant(truth, NEW_YORK).toString();
        compose.exec("evaluator", "java", "-jar", "batch-evaluator.jar", "--date", day);

        Prometheus prometheus = new Prometheus(
                "https://" + address("PROMETHEUS"), stranger.as("operator", secrets.password("web-operator")));
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            Instant now = Instant.now();
            assertThat(prometheus.query("model_accuracy_ratio{model_type=\"normal\"}", "window", now))
                    .containsOnlyKeys("session", "20_sessions", "year");
            assertThat(prometheus.query("up == 1", "job", now))
                    .containsOnlyKeys(
                            "prediction-worker", "prediction-api", "pushgateway", "prometheus", "alertmanager");
            assertThat(prometheus.query("prometheus_notifications_alertmanagers_discovered", "job", now))
                    .containsEntry("prometheus", 1.0);
        });
    }

    @Test
    void theStatusPageAsksThePushgatewayOverTlsAndWithAPassword() throws Exception {
        await().atMost(Duration.ofMinutes(1)).untilAsserted(() -> assertThat(
                        scraper().get("https://" + address("WORKER") + "/").body())
                .containsAnyOf("The evaluator has pushed nothing", "Evaluated "));
    }

    @Test
    void kafkaLetsNobodyInWhoDoesNotProveWhoTheyAre() throws Exception {
        new KafkaRefusals(address("KAFKA"), secrets).assertNobodyGetsInUnproven();

        assertThatThrownBy(() -> worker("KAFKA_BOOTSTRAP_SERVERS=kafka:9093 KAFKA_SECURITY_PROTOCOL=SSL topics create"))
                .as("administration without the administrator's certificate")
                .hasMessageContaining("SslAuthenticationException");
    }

    @Test
    void kafkaLetsNoRoleDoMoreThanItMust() throws Exception {
        new KafkaRefusals(address("KAFKA"), secrets).assertNoRoleMayDoMore();
    }

    @Test
    void pagesAreForThoseWhoKnowAPasswordAndOverTls() throws Exception {
        for (Map.Entry<String, String> page : Map.of(
                        "WORKER", "/metrics", "PROMETHEUS", "/api/v1/targets", "ALERTMANAGER", "/api/v2/status")
                .entrySet()) {
            String uri = "https://" + address(page.getKey()) + page.getValue();
            assertThat(scraper().status(uri)).as(uri).isEqualTo(200);
            assertThat(stranger.as("prometheus", "wrong").status(uri)).as(uri).isEqualTo(401);
            assertThat(stranger.as("evaluator", secrets.password("web-evaluator"))
                            .status(uri))
                    .as(uri)
                    .isEqualTo(401);
            assertThat(stranger.status(uri)).as(uri).isEqualTo(401);
            assertThatThrownBy(() -> {
                        int status = stranger.status(uri.replace("https", "http"));
                        throw new IOException("answered with " + status);
                    })
                    .as("plain text to " + uri)
                    .hasMessageMatching("answered with 400|(?!answered).*");
        }
        assertThat(stranger.status("https://" + address("WORKER") + "/readyz")).isEqualTo(200);
    }

    @Test
    void predictionsOverHttpAreForThoseWhoKnowAKeyAndOverTls() throws Exception {
        String uri = "https://" + address("API") + "/models";
        assertThat(stranger.with(secrets.token("api-client")).get(uri).body()).contains("\"model_type\"");
        assertThat(stranger.with(secrets.token("api-prometheus")).status(uri)).isEqualTo(200);
        assertThat(stranger.with("wrong").status(uri)).isEqualTo(401);
        assertThat(scraper().status(uri)).as("a password").isEqualTo(401);
        assertThat(stranger.status(uri)).isEqualTo(401);
        assertThatThrownBy(() -> stranger.status(uri.replace("https", "http"))).isInstanceOf(IOException.class);
    }

    @Test
    void nothingIsPushedWithoutAPassword() {
        assertThatThrownBy(() -> compose.exec(
                        "pushgateway",
                        "wget",
                        "-q",
                        "--no-check-certificate",
                        "-O",
                        "-",
                        "--post-data",
                        "x 1\n",
                        "https://127.0.0.1:9091/metrics/job/stranger"))
                .hasMessageContaining("401 Unauthorized");
        String wrong = "EVALUATOR_PUSHGATEWAY_PASSWORD_FILE=/run/secrets/ca.crt";
        assertThatThrownBy(() -> compose.exec(
                        "evaluator", "env", wrong, "java", "-jar", "batch-evaluator.jar", "--date", "2017-03-01"))
                .hasMessageContaining("did not take the figures: Response code from"
                        + " https://pushgateway:9091/metrics/job/model-evaluator was 401");
    }

    @Test
    void noSecretIsShown() throws Exception {
        // A login that can't be read, and one that is refused: what is said of them is looked at as well.
        assertThatThrownBy(() -> worker("KAFKA_PROPERTIES_FILE=/tmp/broken topics create"))
                .hasMessageContaining("JAAS config entry not terminated by semi-colon")
                .satisfies(e -> assertThat(secrets.shownBy(String.valueOf(e.getMessage())))
                        .isEmpty());
        assertThatThrownBy(() -> worker("KAFKA_PROPERTIES_FILE=/tmp/wrong topics create"))
                .hasMessageContaining("SaslAuthenticationException")
                .satisfies(e -> assertThat(secrets.shownBy(String.valueOf(e.getMessage())))
                        .isEmpty());

        for (String container : compose.containers()) {
            String inspected = Compose.docker("inspect", container);
            String log = Compose.execute(List.of("sh", "-c", "docker logs " + container + " 2>&1"), Map.of());
            assertThat(log).isNotEmpty();
            assertThat(secrets.shownBy(inspected + log))
                    .as(inspected.substring(0, 500))
                    .isEmpty();
        }
        assertThat(secrets.shownBy(worker("--help"))).isEmpty();
        assertThat(secrets.shownBy(scraper()
                        .get("https://" + address("WORKER") + "/metrics")
                        .body()))
                .isEmpty();
    }

    @Test
    void ourImagesHoldNeitherBuildToolsNorAShellsHistory() {
        for (String service : List.of("worker", "evaluator")) {
            assertThat(compose.exec(
                            service,
                            "sh",
                            "-c",
                            "for tool in javac jshell mvn gcc cc make; do command -v $tool || true; done;"
                                    + " find / -xdev -name '.*_history' 2>/dev/null || true"))
                    .as(service)
                    .isEmpty();
        }
    }

    /** Runs worker.jar in the worker's container: variables, then arguments. */
    private static String worker(String command) {
        String login = "/run/secrets/kafka.properties";
        return compose.exec(
                "worker",
                "sh",
                "-c",
                "sed 's/;$//' " + login + " >/tmp/broken; sed 's/password=\"/&x/' " + login + " >/tmp/wrong; env "
                        + command.replaceFirst("((\\w+=\\S+ )*)", "$1java -jar worker.jar "));
    }

    private static Browser scraper() throws IOException {
        return stranger.as("prometheus", secrets.password("web-prometheus"));
    }

    private static String address(String service) {
        return "127.0.0.1:" + ports.get("PRESAGE_" + service + "_PORT");
    }
}
