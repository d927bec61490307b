package dev.presage.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MonitoringTest {
    private final Ports ports = new Ports(1, 2, 3, 4, 5, 6, 7);
    private final Repository repository = Repository.own();

    @Test
    void movesEveryAddressOfTheConfigurationToThisRunsPorts() throws Exception {
        for (Path config : new Path[] {repository.prometheusConfig(), repository.alertmanagerConfig()}) {
            String moved = new Monitoring(repository, ports).forThisRun(Files.readString(config));

            assertThat(moved.lines().filter(line -> !line.strip().startsWith("#")))
                    .as(config.toString())
                    .noneMatch(line -> line.contains("localhost"))
                    .anyMatch(line -> line.contains("127.0.0.1:"));
        }
    }

    @Test
    void readsTheRulesOfTheCheckout() throws Exception {
        String moved = new Monitoring(repository, ports).forThisRun(Files.readString(repository.prometheusConfig()));

        assertThat(moved).contains("- " + repository.root().resolve("alerts/rules") + "/*.yml");
    }

    @Test
    void showsWhatAlertmanagerSendsToPeopleButNotItsHeartbeat() throws Exception {
        StringWriter said = new StringWriter();
        int port = FreePort.any();
        Notifications notifications =
                Notifications.listen(port, new Console(new PrintWriter(said), new PrintWriter(said)));
        try {
            send(port, "/pager", "PredictionWorkerDown");
            send(port, "/dead-mans-switch", "Watchdog");
        } finally {
            notifications.close();
        }
        assertThat(said.toString()).contains("to the pager: PredictionWorkerDown is firing: What is wrong.");
        assertThat(said.toString()).doesNotContain("Watchdog");
    }

    private static void send(int port, String receiver, String alert) throws Exception {
        String body = "{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"" + alert
                + "\"},\"annotations\":{\"summary\":\"What is wrong.\"}}]}";
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + receiver))
                .POST(HttpRequest.BodyPublishers.ofString(body, UTF_8))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(200);
    }
}
