package dev.presage.alerts;

import dev.presage.alerts.Selector.LabelMatcher;
import dev.presage.alerts.Selector.Series;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One case of {@code tests/*_test.yml}: what goes in, and what is asked when. */
record RuleCase(String name, List<Series> input, List<Check> checks) {

    /**
     * Asks for one alert at one time.
     *
     * @param told whether the case says what is expected, if only nothing
     * @param expected the labels of each alert that is expected to fire
     */
    record Check(String alert, Duration at, boolean told, List<Map<String, String>> expected) {
        boolean fires() {
            return !expected.isEmpty();
        }
    }

    static List<RuleCase> all() {
        return parse(Repository.files("alerts/tests", "_test.yml").stream()
                .map(Repository::read)
                .toList());
    }

    static List<RuleCase> parse(Collection<String> files) {
        List<RuleCase> cases = new ArrayList<>();
        for (String file : files) {
            for (Yaml test : Yaml.parse(file).maps("tests")) {
                cases.add(new RuleCase(
                        test.text("name", "(a case without a name)"),
                        test.maps("input_series").stream()
                                .map(series -> series(series.text("series")))
                                .toList(),
                        test.maps("alert_rule_test").stream()
                                .map(RuleCase::check)
                                .toList()));
            }
        }
        return cases;
    }

    private static Series series(String text) {
        Selector selector = Selector.in(text).get(0);
        return new Series(
                selector.metric(),
                selector.matchers().stream().collect(Collectors.toMap(LabelMatcher::label, LabelMatcher::value)));
    }

    private static Check check(Yaml check) {
        return new Check(
                check.text("alertname"),
                Durations.parse(check.text("eval_time")),
                check.has("exp_alerts"),
                check.maps("exp_alerts").stream()
                        .map(alert -> alert.strings("exp_labels"))
                        .toList());
    }
}
