package dev.presage.documentation;

import dev.presage.alerts.Repository;
import java.util.Arrays;
import java.util.List;

/** What {@code docs/alerts-live.md} says of alerts that real causes made fire. */
record LiveAlerts(String page) {
    private static final int CELLS = 3;

    static LiveAlerts read() {
        return new LiveAlerts(Repository.read(Repository.file("docs/alerts-live.md")));
    }

    /** In a sentence; that it was never seen is one, too. */
    String sentence(AlertRule alert) {
        List<String> causes = page.lines()
                .map(line ->
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
                .filter(cells -> cells.size() > CELLS
                        && cells.get(2).startsWith("[" + alert.name() + "]")
                        && cells.get(CELLS).startsWith(alert.severity()))
                .map(cells -> cells.get(1))
                .toList();
        if (!causes.isEmpty()) {
            return "[Seen live](alerts-live.md): " + String.join("; ", causes) + ".";
        }
        return page.contains(alert.name()) ? "[Seen live](alerts-live.md) beside others." : "Not seen live so far.";
    }
}
