package dev.presage.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RulesTest {
    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern RANGE = Pattern.compile("\\[([0-9a-z]+)(?::[0-9a-z]*)?]");
    private static final Pattern COUNT_IS_NOTHING =
            Pattern.compile("\\bcount\\s*(?:\\(|by|without)[\\s\\S]*==\\s*0(?![.0-9])");
    private static final String RUNBOOKS = "https://github.com/presage-project/presage/blob/main/alerts/runbooks/";

    static Stream<Rule> rules() {
        return Rule.all().stream();
    }

    static Stream<Rule> alerts() {
        return Rule.alerts().stream();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everySelectorNamesAJob(Rule rule) {
        assertThat(Selector.in(rule.expr())).allSatisfy(selector -> assertThat(selector.matcher("job"))
                .as("job of %s in %s", selector, rule.name())
                .isPresent());
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
    @MethodSource("rules")
    void everyRangeHoldsAtLeastFourScrapes(Rule rule) {
        Yaml global =
                Yaml.parse(Repository.read(Repository.file("prometheus.yml"))).map("global");
        Duration least = Durations.parse(global.text("scrape_interval")).multipliedBy(4);

        Matcher range = RANGE.matcher(STRING.matcher(rule.expr()).replaceAll("\"\""));
        while (range.find()) {
            assertThat(Durations.parse(range.group(1)))
                    .as("range %s of %s", range.group(), rule.name())
                    .isGreaterThanOrEqualTo(least);
        }
    }

    /** A count is never 0: of nothing there is none. */
    @ParameterizedTest
    @MethodSource("rules")
    void noCountIsComparedWithNothing(Rule rule) {
        assertThat(rule.expr()).doesNotContainPattern(COUNT_IS_NOTHING);
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

    @ParameterizedTest
    @MethodSource("counting")
    void recognisesACountComparedWithNothing(String expr) {
        assertThat(expr).containsPattern(COUNT_IS_NOTHING);
    }

    static List<String> counting() {
        return List.of(
                "count(up{job=\"x\"}) == 0", "count by (job) (up{job=\"x\"} == 1) == 0", "count without(a) (b) ==0");
    }
}
