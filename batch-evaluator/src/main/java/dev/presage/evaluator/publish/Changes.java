package dev.presage.evaluator.publish;

import dev.presage.evaluator.report.Report;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds what late bars and corrections have changed of sessions that were measured before. Figures are exact, so any difference counts. */
final class Changes {
    private final List<Report> earlier;

    /**
     * Only reports of the same zone, and that treat hindsight the same, can be compared.
     *
     * @param earlier reports, the newest first
     */
    Changes(String zone, boolean hindsightMeasured, List<Report> earlier) {
        this.earlier = earlier.stream()
                .filter(report ->
                        report.period().zone().equals(zone) && report.hindsightMeasured() == hindsightMeasured)
                .toList();
    }

    /** The report that a session is compared with: the newest that tells of it. */
    Optional<Report> comparedWith(String date) {
        return earlier.stream()
                .filter(report -> session(report, date).isPresent())
                .findFirst();
    }

    private static Optional<Report.Session> session(Report report, String date) {
        return report.recentSessions().stream()
                .filter(session -> session.date().equals(date))
                .findFirst();
    }

    /** The differences between some sessions' figures and what was told of them before. */
    List<Report.Change> of(List<Report.Session> sessions) {
        List<Report.Change> changes = new ArrayList<>();
        for (Report.Session session : sessions) {
            comparedWith(session.date())
                    .flatMap(report -> session(report, session.date()))
                    .ifPresent(before -> compare(before, session, changes));
        }
        return changes;
    }

    private static void compare(Report.Session before, Report.Session after, List<Report.Change> changes) {
        for (Report.ModelFigures model : after.models()) {
            Optional<Report.ModelFigures> same = before.models().stream()
                    .filter(other ->
                            other.modelType().equals(model.modelType()) && other.modelVersion() == model.modelVersion())
                    .findFirst();
            Map<String, Double> was = same.map(Changes::numbers).orElseGet(TreeMap::new);
            Map<String, Double> is = numbers(model);
            TreeSet<String> names = new TreeSet<>(was.keySet());
            names.addAll(is.keySet());
            for (String name : names) {
                if (!Objects.equals(was.get(name), is.get(name))) {
                    changes.add(new Report.Change(
                            after.date(), model.modelType(), model.modelVersion(), name, was.get(name), is.get(name)));
                }
            }
        }
    }

    private static Map<String, Double> numbers(Report.ModelFigures model) {
        Map<String, Double> numbers = new TreeMap<>(model.figures().measures());
        model.figures().forecasts().forEach((state, count) -> numbers.put(state, count.doubleValue()));
        return numbers;
    }
}
