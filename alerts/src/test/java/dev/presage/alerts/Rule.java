package dev.presage.alerts;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * A rule of {@code rules/*.yml}.
 *
 * @param name the alert's, or of the series that is recorded
 * @param waits how long the expression must hold before the alert fires
 */
record Rule(
        String name,
        boolean alerting,
        String expr,
        Duration waits,
        Map<String, String> labels,
        Map<String, String> annotations) {

    static List<Rule> all() {
        return parse(Repository.files("alerts/rules", ".yml").stream()
                .map(Repository::read)
                .toList());
    }

    static List<Rule> parse(Collection<String> files) {
        List<Rule> rules = new ArrayList<>();
        for (String file : files) {
            for (Yaml group : Yaml.parse(file).maps("groups")) {
                group.maps("rules").forEach(rule -> rules.add(of(rule)));
            }
        }
        return rules;
    }

    private static Rule of(Yaml rule) {
        boolean alerting = rule.has("alert");
        return new Rule(
                rule.text(alerting ? "alert" : "record"),
                alerting,
                rule.text("expr"),
                Durations.parse(rule.text("for", "0s")),
                rule.strings("labels"),
                rule.strings("annotations"));
    }

    static List<Rule> alerts() {
        return all().stream().filter(Rule::alerting).toList();
    }

    static Path runbook(String alert) {
        return Repository.file("alerts/runbooks/" + alert + ".md");
    }

    /** What this rule asks of the scraped programs, by way of recorded series as well. */
    List<Selector> scrapedSelectors(Collection<Rule> rules) {
        List<Selector> scraped = new ArrayList<>();
        for (Selector selector : Selector.in(expr)) {
            List<Rule> recorded = rules.stream()
                    .filter(rule -> !rule.alerting() && rule.name().equals(selector.metric()))
                    .toList();
            if (recorded.isEmpty()) {
                scraped.add(selector);
            }
            recorded.forEach(rule -> scraped.addAll(rule.scrapedSelectors(rules)));
        }
        return scraped;
    }
}
