package dev.presage.faults.pager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.process.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PaceTest {
    @Test
    void dividesEveryDurationOfARule() {
        String rule =
                """
                - alert: A
                  expr: min_over_time(a:rate5m[5m] offset 1h30m) > 60 and b < 600 and c > 26 * 3600
                  for: 1m
                  keep_firing_for: 15m
                """;

        assertThat(Pace.faster(rule))
                .isEqualTo(
                        """
                        - alert: A
                          expr: min_over_time(a:rate5m[20000ms] offset 360000ms) > 10 and b < 600 and c > 26 * 3600
                          for: 4000ms
                          keep_firing_for: 60000ms
                        """);
    }

    /** A duration in a place that is not known here would be left as it is, and an alert would take minutes. */
    @Test
    void leavesNoDurationOfTheShippedFilesAsItIs() throws Exception {
        Pattern longer = Pattern.compile("(?m)^[^#]*(?:: |\\[|offset )[1-9]\\d*[smhd]\\b");

        for (Path file : ShippedAlert.files()) {
            assertThat(Pace.faster(Files.readString(file))).doesNotContainPattern(longer);
        }
        for (String file : new String[] {"prometheus.yml", "alerts/alertmanager.yml"}) {
            assertThat(Pace.faster(Files.readString(Checkout.own().root().resolve(file))))
                    .doesNotContainPattern(longer);
        }
    }
}
