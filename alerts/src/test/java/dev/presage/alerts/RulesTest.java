package dev.presage.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulesTest {
    private static final String RUNBOOKS = "https://github.com/presage-project/presage/blob/main/alerts/runbooks/";

    static Stream<Rule> rules() {
        return Rule.all().stream();
    }

    static Stream<Rule> alerts() {
        return Rule.alerts().stream();
    }

    /** So that the series that are recorded can be asked for by job, like all others. */
    @ParameterizedTest
    @MethodSource("rules")
    void everyRecordedSeriesIsNamedByItsLabelsOfWhichOneIsTheJob(Rule rule) {
        if (!rule.alerting()) {
            assertThat(rule.name()).matches("job(_[a-z_]+)?:[a-z0-9_]+:[a-z0-9_]+");
        }
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void everyAlertSaysWhatIsTheMatterHowBadItIsAndWhatToDo(Rule alert) {
        assertThat(alert.labels().get("severity")).isIn("critical", "warning", "none");
        assertThat(alert.annotations().get("summary")).endsWith(".").hasSizeLessThan(100);
        assertThat(alert.annotations().get("description")).endsWith(".");
        assertThat(alert.annotations().get("runbook_url")).isEqualTo(RUNBOOKS + alert.name() + ".md");
        assertThat(Files.exists(Rule.runbook(alert.name()))).isTrue();
    }
}
