package dev.presage.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RuleCasesTest {
    private static final List<Rule> RULES = Rule.parse(
            List.of(
                    """
            groups:
              - name: g
                rules:
                  - alert: Down
                    expr: up{job="x"} == 0 and on () job:limit:max{job="x"} > 1
                    for: 5m
                    labels: {severity: critical}
                  - record: job:limit:max
                    expr: max by (job) (limit{job="x"})
            """));
    private static final String GOOD =
            """
            tests:
              - name: "Down fires: it is down"
                input_series: [{series: 'up{job="x"}', values: 0x40}, {series: 'limit{job="x"}', values: 2x40}]
                alert_rule_test:
                  - {eval_time: 9m, alertname: Down, exp_alerts: [{exp_labels: {severity: critical}}]}
              - name: "Down stays silent: it is up"
                input_series: [{series: 'up{job="x"}', values: 1x40}]
                alert_rule_test:
                  - {eval_time: 9m, alertname: Down, exp_alerts: []}
              - name: "Down recovers: it comes up"
                input_series: [{series: 'up{job="x"}', values: 0x36 1x40}]
                alert_rule_test:
                  - {eval_time: 8m, alertname: Down, exp_alerts: [{exp_labels: {severity: critical}}]}
                  - {eval_time: 11m, alertname: Down, exp_alerts: []}
              - name: "Down without its series: no limit"
                input_series: [{series: 'up{job="x"}', values: 0x40}]
                alert_rule_test:
                  - {eval_time: 9m, alertname: Down, exp_alerts: []}
            """;

    @Test
    void everyAlertIsTriedFourWays() {
        assertThat(CaseLint.problems(Rule.all(), RuleCase.all())).isEmpty();
    }

    @Test
    void acceptsCasesThatDoWhatTheirNamesSay() {
        assertThat(CaseLint.problems(RULES, RuleCase.parse(List.of(GOOD)))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void isNotFooledByANameAlone(String part, String replacement, String problem) {
        assertThat(GOOD).contains(part);

        List<String> problems = CaseLint.problems(RULES, RuleCase.parse(List.of(GOOD.replace(part, replacement))));

        assertThat(problems).anyMatch(found -> found.contains(problem));
    }

    static Stream<Arguments> isNotFooledByANameAlone() {
        String critical = "exp_alerts: [{exp_labels: {severity: critical}}]";
        return Stream.of(
                arguments("Down fires: it", "Dawn fires: it", "tries Dawn, which is no alert"),
                arguments("Down fires: it is down", "it is down", "expected the like of"),
                arguments("Down stays silent: it", "Down fires: it", "Down has no case \"Down stays silent: …\""),
                arguments(critical, "exp_alerts: []", "\"Down fires: it is down\" expects no alert"),
                arguments(
                        critical,
                        critical.replace("critical", "warning"),
                        "no case sees Down fire with severity critical"),
                arguments(critical, "exp_alerts: []", "does not go from an alert to none"),
                arguments("eval_time: 11m", "eval_time: 7m", "does not go from an alert to none"),
                arguments(
                        "'up{job=\"x\"}', values: 1x40", "'up{job=\"y\"}', values: 1x40", "puts in none of the series"),
                arguments(
                        "'up{job=\"x\"}', values: 0x40}]",
                        "'up{job=\"x\"}', values: 0x40}, {series: 'limit{job=\"x\"}'}]",
                        "puts in every series"),
                arguments("eval_time: 9m", "eval_time: 4m", "never asks after the alert's own wait of PT5M"),
                arguments("alertname: Down, exp_alerts: []", "alertname: Down", "does not say what it expects"),
                arguments("eval_time: 11m, alertname: Down", "eval_time: 11m, alertname: Up", "asks for Up"));
    }
}
