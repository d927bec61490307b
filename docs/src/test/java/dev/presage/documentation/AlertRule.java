package dev.presage.documentation;

import dev.presage.alerts.Repository;
import dev.presage.alerts.Yaml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * An alert, as its rule has it.
 *
 * @param waits how long the expression must hold before it fires, and
 * @param keepsFiring how long it fires after that has ceased, both as Prometheus writes durations; empty for not at all
 */
record AlertRule(
        String name, String expr, String waits, String keepsFiring, String severity, Map<String, String> annotations) {
    /** A series that a rule records. */
    record Recorded(String name, String expr) {}

    /**
     * Rules that are evaluated together.
     *
     * @param comment what the file says at its beginning
     */
    record Group(String name, String comment, List<AlertRule> alerts, List<Recorded> recorded) {}

    /** All of {@code alerts/rules}, in the order of files and rules. */
    static List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        for (Path file : Repository.files("alerts/rules", ".yml")) {
            String text = Repository.read(file);
            for (Yaml group : Yaml.parse(text).maps("groups")) {
                List<Yaml> rules = group.maps("rules");
                groups.add(new Group(
                        group.text("name"),
                        comment(text),
                        rules.stream()
                                .filter(rule -> rule.has("alert"))
                                .map(AlertRule::of)
                                .toList(),
                        rules.stream()
                                .filter(rule -> rule.has("record"))
                                .map(rule -> new Recorded(rule.text("record"), rule.text("expr")))
                                .toList()));
            }
        }
        return groups;
    }

    private static AlertRule of(Yaml rule) {
        Map<String, String> labels = rule.strings("labels");
        return new AlertRule(
                rule.text("alert"),
                rule.text("expr").strip(),
                rule.text("for", ""),
                rule.text("keep_firing_for", ""),
                labels.getOrDefault("severity", ""),
                rule.strings("annotations"));
    }

    private static String comment(String file) {
        return String.join(
                "\n",
                file.lines()
                        .takeWhile(line -> line.startsWith("#"))
                        .map(line -> line.substring(1).strip())
                        .toList());
    }

    String annotation(String name) {
        String text = annotations.get(name);
        if (text == null) {
            throw new IllegalArgumentException(this.name + " has no " + name);
        }
        return text;
    }
}
