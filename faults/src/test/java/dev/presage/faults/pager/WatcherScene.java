package dev.presage.faults.pager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.faults.Scale;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The monitoring itself has the fault. */
final class WatcherScene extends Scene {
    private static final int MANY_SERIES = 4_100;

    @Override
    Set<String> rules() {
        return Set.of("monitoring.yml");
    }

    @Override
    List<LiveCase> cases(Scale scale) {
        return scale == Scale.SHORT
                ? List.of(pushgatewayRestarted())
                : List.of(
                        pushgatewayRestarted(),
                        pushgatewayStopped(),
                        seriesPushed(),
                        ruleFails(),
                        alertmanagerStopped(),
                        chatBroken());
    }

    @Override
    void start() throws Exception {
        super.start();
        monitoring.watchWorkers();
    }

    private LiveCase pushgatewayRestarted() {
        return new Calm(
                "the Pushgateway is restarted",
                () -> {
                    monitoring.pushgateway.stop();
                    monitoring.pushgateway.startAgain();
                },
                Duration.ofMinutes(6));
    }

    private LiveCase pushgatewayStopped() {
        return Incident.when("the Pushgateway is stopped", () -> monitoring.pushgateway.stop())
                .tickets("PushgatewayDown")
                .mendedBy(() -> monitoring.pushgateway.startAgain());
    }

    private LiveCase seriesPushed() {
        return Incident.when("somebody pushes " + MANY_SERIES + " series", () -> {
                    StringBuilder series = new StringBuilder("# TYPE clicks gauge\n");
                    for (int i = 0; i < MANY_SERIES; i++) {
                        series.append("clicks{user=\"").append(i).append("\"} 1\n");
                    }
                    monitoring.pushgateway.tell("PUT", "/metrics/job/clicks", series.toString());
                })
                .tickets("SeriesBudgetNearlySpent")
                .mendedBy(() -> monitoring.pushgateway.tell("DELETE", "/metrics/job/clicks", ""));
    }

    /** Each side of the division has several series without a job. */
    private LiveCase ruleFails() {
        String rules =
                """
                groups:
                  - name: mistaken
                    rules:
                      - record: up:ratio
                        expr: up / on () scrape_duration_seconds
                """;
        return Incident.when(
                        "somebody adds a rule that can't be evaluated",
                        () -> monitoring.loadRules("mistaken.yml", rules))
                .pages("PrometheusRuleFailures")
                .mendedBy(() -> monitoring.loadRules("mistaken.yml", "groups: []\n"));
    }

    /** Nobody can be told by it; that the heartbeat stays away is what calls somebody. */
    private LiveCase alertmanagerStopped() {
        return Incident.when("Alertmanager is stopped", () -> monitoring.alertmanager.stop())
                .showsInPrometheus("PrometheusNotConnectedToAlertmanager")
                .mendedBy(() -> {
                    Instant patience = Instant.now().minus(Pace.of(Duration.ofMinutes(5)));
                    assertThat(monitoring.webhook.since(patience))
                            .as("heartbeats of the last 5 minutes")
                            .isEmpty();
                    monitoring.alertmanager.startAgain();
                });
    }

    /** There must be something that the chat is to be told: the Pushgateway is stopped. */
    private LiveCase chatBroken() {
        return Incident.when("the chat answers 500", () -> {
                    monitoring.webhook.breakDown(Notification.CHAT);
                    monitoring.pushgateway.stop();
                })
                .pages("AlertmanagerFailedNotifications")
                .with("PushgatewayDown")
                .mendedBy(() -> {
                    monitoring.webhook.mend(Notification.CHAT);
                    monitoring.pushgateway.startAgain();
                });
    }
}
