package dev.presage.evaluator.publish.page;

import dev.presage.evaluator.report.Report;
import java.util.ArrayList;
import java.util.List;

/** The windows of a report, as a person names them. */
final class WindowNames {
    private static final String SESSION = "session";
    private static final String TRAILING = "20_sessions";
    private static final String YEAR = "year";

    private final Report report;

    WindowNames(Report report) {
        this.report = report;
    }

    /** The labels, the shortest first as far as they are known. */
    List<String> labels() {
        List<String> labels = new ArrayList<>(List.of(SESSION, TRAILING, YEAR));
        labels.retainAll(report.windows().keySet());
        report.windows().keySet().stream()
                .filter(label -> !labels.contains(label))
                .forEach(labels::add);
        return labels;
    }

    /**
     * The window on which the verdict rests: the trailing sessions, as for the alerts, unless more sessions than those were asked for.
     */
    String ofVerdict() {
        return sessions(TRAILING) >= sessions(SESSION) ? TRAILING : SESSION;
    }

    /** The window of the anytime-valid bound. */
    String longest() {
        return YEAR;
    }

    /** Such as "the last 20 sessions". */
    String name(String label) {
        int sessions = sessions(label);
        return switch (label) {
            case SESSION -> sessions == 1 ? "the session" : "these " + Words.count(sessions, "session");
            case TRAILING -> sessions == 1 ? "the last session" : "the last " + Words.count(sessions, "session");
            case YEAR -> "the year (" + Words.count(sessions, "session") + ")";
            default -> label.replace('_', ' ');
        };
    }

    /** From when to when, in ISO dates; empty if that is not told. */
    String days(String label) {
        Report.Span span = report.windows().get(label);
        if (span == null) {
            return "";
        }
        return span.from().equals(span.to()) ? span.from() : span.from() + " to " + span.to();
    }

    private int sessions(String label) {
        Report.Span span = report.windows().get(label);
        return span == null ? 0 : span.sessions();
    }
}
