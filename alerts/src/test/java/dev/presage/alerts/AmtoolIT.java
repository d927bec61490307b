package dev.presage.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AmtoolIT {
    private static final String CONFIG = "alerts/alertmanager.yml";

    static List<Tool> amtools() throws IOException, InterruptedException {
        return Tool.amtools();
    }

    @ParameterizedTest
    @MethodSource("amtools")
    void alertmanagerLoadsTheConfiguration(Tool amtool) throws IOException, InterruptedException {
        Tool.Outcome outcome = amtool.run("check-config", CONFIG);

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    }

    @ParameterizedTest
    @MethodSource("amtools")
    void alertsGoWhereTheirSeveritySays(Tool amtool) throws IOException, InterruptedException {
        assertThat(receiver(amtool, "alertname=PredictionWorkerDown", "severity=critical"))
                .isEqualTo("pager");
        assertThat(receiver(amtool, "alertname=PriceFeedStale", "severity=warning"))
                .isEqualTo("chat");
        assertThat(receiver(amtool, "alertname=Watchdog", "severity=none")).isEqualTo("dead-mans-switch");
        assertThat(receiver(amtool, "alertname=OfSomebodyElse")).isEqualTo("chat");
    }

    private static String receiver(Tool amtool, String... labels) throws IOException, InterruptedException {
        String[] command = new String[labels.length + 4];
        System.arraycopy(new String[] {"config", "routes", "test", "--config.file=" + CONFIG}, 0, command, 0, 4);
        System.arraycopy(labels, 0, command, 4, labels.length);
        return amtool.run(command)
                .output()
                .lines()
                .filter(line -> !line.startsWith("Warning"))
                .findFirst()
                .orElseThrow();
    }
}
