package dev.presage.documentation;

import dev.presage.alerts.Repository;
import dev.presage.alerts.Yaml;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** That Alertmanager keeps an alert to itself while another fires that says why. */
record Inhibition(List<Condition> source, List<Condition> target) {
    private static final Pattern CONDITION = Pattern.compile("\\s*(\\w+)\\s*(=~|!~|!=|=)\\s*\"([^\"]*)\"\\s*");

    /** What a label of an alert must be. */
    record Condition(String label, String operator, String value) {
        boolean matches(String actual) {
            boolean equal = operator.endsWith("~") ? actual.matches(value) : actual.equals(value);
            return equal != operator.startsWith("!");
        }

        static Condition parse(String text) {
            Matcher condition = CONDITION.matcher(text);
            if (!condition.matches()) {
                throw new IllegalArgumentException(
                        text + " is a matcher of alertmanager.yml, expected label=\"value\"");
            }
            return new Condition(condition.group(1), condition.group(2), condition.group(3));
        }
    }

    /** All of {@code alertmanager.yml}. */
    static List<Inhibition> all() {
        return Yaml.parse(Repository.read(Repository.file("alerts/alertmanager.yml"))).maps("inhibit_rules").stream()
                .map(rule -> new Inhibition(conditions(rule, "source_matchers"), conditions(rule, "target_matchers")))
                .toList();
    }

    private static List<Condition> conditions(Yaml rule, String key) {
        return rule.texts(key).stream().map(Condition::parse).toList();
    }

    /** Which of the alerts mute this one, each as it is told: with what is asked of its labels beyond name and severity. */
    static Stream<String> of(AlertRule muted, List<AlertRule> alerts) {
        List<String> told = new ArrayList<>();
        for (Inhibition rule : all()) {
            if (fits(rule.target, muted)) {
                alerts.stream()
                        .filter(source -> fits(rule.source, source))
                        .map(source -> linked(source, muted) + where(rule.target))
                        .forEach(told::add);
            }
        }
        return told.stream().distinct();
    }

    private static boolean fits(List<Condition> conditions, AlertRule alert) {
        Map<String, String> known = Map.of("alertname", alert.name(), "severity", alert.severity());
        return conditions.stream()
                .filter(condition -> known.containsKey(condition.label()))
                .allMatch(condition -> condition.matches(known.getOrDefault(condition.label(), "")));
    }

    private static String linked(AlertRule source, AlertRule muted) {
        String link = "[" + source.name() + "](#" + Markdown.anchor(source.name()) + ")";
        return source.name().equals(muted.name()) ? link + " (" + source.severity() + ")" : link;
    }

    private static String where(List<Condition> target) {
        List<String> beyond = target.stream()
                .filter(condition -> !List.of("alertname", "severity").contains(condition.label()))
                .map(condition -> "`" + condition.label() + condition.operator() + '"' + condition.value() + "\"`")
                .toList();
        return beyond.isEmpty() ? "" : " (where " + String.join(", ", beyond) + ")";
    }
}
