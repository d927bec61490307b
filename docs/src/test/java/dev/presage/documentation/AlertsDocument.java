package dev.presage.documentation;

import dev.presage.documentation.AlertRule.Group;
import dev.presage.documentation.AlertRule.Recorded;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code docs/alerts.md}: the rules, what mutes them, and which were seen to fire. */
final class AlertsDocument {
    private final List<Group> groups = AlertRule.groups();
    private final List<AlertRule> alerts =
            groups.stream().flatMap(group -> group.alerts().stream()).toList();
    private final LiveAlerts live = LiveAlerts.read();

    private AlertsDocument() {}

    static Document make() {
        return new Document("docs/alerts.md", new AlertsDocument().text());
    }

    private String text() {
        return "# Alerts\n\n" + Document.NOTICE
                + """
                All of [alerts/rules](../alerts/rules). A critical alert goes to the pager, a warning to the chat, by [alertmanager.yml](../alerts/alertmanager.yml);
                *waits* is how long its expression must hold before it fires (`for`), *goes on* how long it fires after that has ceased (`keep_firing_for`).
                [alerts/README.md](../alerts/README.md) says how a rule is written, [alerts-live.md](alerts-live.md) how those that were seen live were brought about.

                | alert | severity | waits | goes on | |
                |---|---|---|---|---|
                """
                + alerts.stream().map(AlertsDocument::row).collect(Collectors.joining())
                + groups.stream().map(this::section).collect(Collectors.joining());
    }

    private static String row(AlertRule alert) {
        return "| [" + alert.name() + "](#" + Markdown.anchor(alert.name()) + ") | " + alert.severity() + " | "
                + alert.waits() + " | " + alert.keepsFiring() + " | " + cell(alert.annotation("summary")) + " |\n";
    }

    private String section(Group group) {
        StringBuilder section = new StringBuilder("\n## " + group.name() + "\n\n" + group.comment() + "\n");
        Set<String> named = new HashSet<>();
        for (AlertRule alert : group.alerts()) {
            if (named.add(alert.name())) {
                section.append("\n### ").append(alert.name()).append('\n');
            }
            section.append('\n').append(alert(alert));
        }
        if (!group.recorded().isEmpty()) {
            section.append("\n### Recorded by ")
                    .append(group.name())
                    .append("\n\n| series | expression |\n|---|---|\n");
            group.recorded().forEach(series -> section.append(row(series)));
        }
        return section.toString();
    }

    private static String row(Recorded series) {
        return "| `" + series.name() + "` | `"
                + cell(series.expr().replaceAll("\\s+", " ").strip()) + "` |\n";
    }

    private String alert(AlertRule alert) {
        String muting = Inhibition.of(alert, alerts).collect(Collectors.joining(", "));
        return "**" + alert.severity() + "**" + (alert.waits().isEmpty() ? "" : ", waits " + alert.waits())
                + (alert.keepsFiring().isEmpty() ? "" : ", goes on " + alert.keepsFiring()) + ". "
                + alert.annotation("summary") + " [Runbook](../alerts/runbooks/" + alert.name() + ".md). "
                + live.sentence(alert) + "\n\n> " + alert.annotation("description") + "\n\n"
                + (muting.isEmpty() ? "" : "Kept quiet by: " + muting + ".\n\n")
                + "<details><summary>Expression</summary>\n\n```promql\n" + alert.expr() + "\n```\n\n</details>\n";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
