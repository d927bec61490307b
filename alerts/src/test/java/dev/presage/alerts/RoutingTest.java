package dev.presage.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RoutingTest {
    private static final Pattern ALERT_MATCHER = Pattern.compile("alertname\\s*=~?\\s*\"([^\"]+)\"");
    private static final Yaml ALERTMANAGER = Yaml.parse(Repository.read(Repository.file("alerts/alertmanager.yml")));
    private static final Yaml PROMETHEUS = Yaml.parse(Repository.read(Repository.file("prometheus.yml")));

    @Test
    void everyAlertThatARuleOfInhibitionNamesExists() {
        List<String> alerts = Rule.alerts().stream().map(Rule::name).toList();

        assertThat(inhibitedAndInhibiting())
                .hasSizeGreaterThan(20)
                .allSatisfy(pattern -> assertThat(alerts).as(pattern).anyMatch(alert -> alert.matches(pattern)));
    }

    @Test
    void noAlertInhibitsItself() {
        for (Yaml rule : ALERTMANAGER.maps("inhibit_rules")) {
            List<String> sources = patterns(rule.texts("source_matchers"));
            List<String> targets = patterns(rule.texts("target_matchers"));
            boolean sameSeverity = !rule.texts("source_matchers").toString().contains("severity");
            if (sameSeverity) {
                assertThat(Rule.alerts())
                        .extracting(Rule::name)
                        .noneMatch(alert -> sources.stream().anyMatch(alert::matches)
                                && targets.stream().anyMatch(alert::matches));
            }
        }
    }

    @Test
    void theLimitsThatAreComparedWithAreThoseOfTheScrapes() {
        Map<String, String> configured = PROMETHEUS.maps("scrape_configs").stream()
                .collect(Collectors.toMap(
                        job -> job.text("job_name"), job -> "vector(" + job.text("sample_limit") + ")"));
        Map<String, String> recorded = Rule.all().stream()
                .filter(rule -> rule.name().equals("job:scrape_sample_limit:configured"))
                .collect(Collectors.toMap(rule -> rule.labels().getOrDefault("job", ""), Rule::expr));

        assertThat(recorded).isEqualTo(configured);
    }

    @Test
    void whatIsPushedKeepsItsJob() {
        assertThat(PROMETHEUS.maps("scrape_configs"))
                .filteredOn(job -> job.text("job_name").equals("pushgateway"))
                .singleElement()
                .satisfies(job -> assertThat(job.text("honor_labels")).isEqualTo("true"));
    }

    private static List<String> inhibitedAndInhibiting() {
        return ALERTMANAGER.maps("inhibit_rules").stream()
                .flatMap(rule -> Stream.concat(
                        patterns(rule.texts("source_matchers")).stream(),
                        patterns(rule.texts("target_matchers")).stream()))
                .toList();
    }

    private static List<String> patterns(List<String> matchers) {
        return matchers.stream()
                .map(ALERT_MATCHER::matcher)
                .filter(Matcher::find)
                .flatMap(matcher -> Stream.of(matcher.group(1).split("\\|", -1)))
                .toList();
    }
}
