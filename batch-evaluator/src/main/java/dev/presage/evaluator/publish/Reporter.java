package dev.presage.evaluator.publish;

import dev.presage.contract.ModelId;
import dev.presage.evaluator.collect.TopicRead;
import dev.presage.evaluator.match.Period;
import dev.presage.evaluator.measure.Figures;
import dev.presage.evaluator.measure.ForecastState;
import dev.presage.evaluator.measure.Verdict;
import dev.presage.evaluator.measure.Window;
import dev.presage.evaluator.report.Report;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Makes {@link Report}s. */
public final class Reporter {
    private final String version;
    private final boolean hindsightMeasured;
    private final Map<String, String> settings;

    /**
     * @param version of the evaluator
     * @param settings to be told in the report: nothing secret
     */
    public Reporter(String version, boolean hindsightMeasured, Map<String, String> settings) {
        this.version = version;
        this.hindsightMeasured = hindsightMeasured;
        this.settings = new TreeMap<>(settings);
    }

    /**
     * The report on a verdict.
     *
     * @param evidence that the verdict rests on
     * @param earlier reports in which the recent sessions are looked up, the newest first
     */
    public Report report(Verdict verdict, Instant now, Evidence evidence, List<String> warnings, List<Report> earlier) {
        Period period = verdict.period();
        Map<String, Report.Span> windows = new LinkedHashMap<>();
        verdict.spans()
                .forEach((window, span) -> windows.put(
                        window.label(),
                        new Report.Span(span.from().toString(), span.to().toString(), span.sessions())));
        Map<String, Report.TopicRead> topics = new LinkedHashMap<>();
        evidence.read().forEach(topic -> topics.put(topic.topic(), topic(topic)));
        List<Report.Session> sessions = recentSessions(verdict);
        Changes changes = new Changes(period.zone().getId(), hindsightMeasured, earlier);
        List<Report.Change> changed = changes.of(sessions);
        return new Report(
                Report.SCHEMA_VERSION,
                version,
                now.toString(),
                new Report.Days(
                        period.from().toString(),
                        period.to().toString(),
                        period.zone().getId(),
                        period.start().toString(),
                        period.end().toString()),
                hindsightMeasured,
                windows,
                totals(verdict),
                verdict.models().stream().map(ModelReport::of).toList(),
                sessions,
                changed,
                new LateBars(evidence, horizonBars(verdict)).behind(changed, changes),
                suspectBars(verdict),
                topics,
                List.copyOf(warnings),
                settings);
    }

    private static int horizonBars(Verdict verdict) {
        return verdict.models().stream()
                .mapToInt(model -> model.manifest().horizonBars())
                .max()
                .orElse(1);
    }

    private static List<Report.SuspectBar> suspectBars(Verdict verdict) {
        List<Report.SuspectBar> bars = new ArrayList<>();
        verdict.jumps()
                .forEach((jump, forecasts) -> bars.add(new Report.SuspectBar(
                        jump.ticker().symbol(),
                        jump.close().time().toString(),
                        jump.close().price(),
                        jump.previous(),
                        forecasts)));
        return bars;
    }

    private static Map<String, Map<String, Long>> totals(Verdict verdict) {
        Map<String, Map<String, Long>> totals = new LinkedHashMap<>();
        for (Window window : Window.values()) {
            Map<String, Long> states = new LinkedHashMap<>();
            for (ForecastState state : ForecastState.values()) {
                states.put(state.label(), verdict.count(window, state));
            }
            totals.put(window.label(), states);
        }
        return totals;
    }

    private static List<Report.Session> recentSessions(Verdict verdict) {
        SortedSet<LocalDate> dates = new TreeSet<>();
        verdict.models().forEach(model -> dates.addAll(model.recentSessions().keySet()));
        List<Report.Session> sessions = new ArrayList<>();
        for (LocalDate date : dates) {
            List<Report.ModelFigures> models = new ArrayList<>();
            for (Verdict.OfModel model : verdict.models()) {
                Figures figures = model.recentSessions().get(date);
                if (figures != null) {
                    ModelId id = model.manifest().id();
                    models.add(new Report.ModelFigures(id.type(), id.version(), ModelReport.figures(figures)));
                }
            }
            sessions.add(new Report.Session(date.toString(), models));
        }
        return sessions;
    }

    private static Report.TopicRead topic(TopicRead read) {
        return new Report.TopicRead(
                read.records(),
                read.accepted(),
                new TreeMap<>(read.refused()),
                read.firstRefusal(),
                read.partitions().stream()
                        .map(range -> new Report.Range(range.partition(), range.fromOffset(), range.endOffset()))
                        .toList());
    }
}
