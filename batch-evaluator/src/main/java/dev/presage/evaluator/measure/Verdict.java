package dev.presage.evaluator.measure;

import dev.presage.contract.ModelId;
import dev.presage.contract.ModelManifest;
import dev.presage.evaluator.match.Period;
import dev.presage.evaluator.match.PriceHistory.Jump;
import dev.presage.evaluator.match.SessionCalendar;
import dev.presage.evaluator.statistics.Calibration;
import dev.presage.evaluator.statistics.PopulationStability;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What an evaluation found.
 *
 * @param period what was asked for
 * @param spans of the windows
 * @param models by type and version: those that are served, and others that made forecasts
 * @param jumps prices that can't be believed, and how many forecasts that ended in the period each spoilt
 */
public record Verdict(Period period, Map<Window, Span> spans, List<OfModel> models, SortedMap<Jump, Long> jumps) {
    /** How many of the last sessions each run measures again, because bars may have come late. */
    public static final int MEASURED_AGAIN = 7;

    private static final Comparator<Jump> BY_TICKER_AND_TIME = Comparator.comparing(Jump::ticker)
            .thenComparing(jump -> jump.close().time())
            .thenComparing(jump -> jump.close().price())
            .thenComparing(Jump::previous);

    public Verdict {
        spans = Collections.unmodifiableMap(new EnumMap<>(spans));
        models = List.copyOf(models);
        jumps = Collections.unmodifiableSortedMap(jumps);
    }

    /**
     * The days of a window.
     *
     * @param sessions how many of them are sessions
     */
    public record Span(LocalDate from, LocalDate to, int sessions) {}

    /**
     * The verdict on one model.
     *
     * @param windows its figures by window
     * @param recentSessions its figures for each of the last sessions alone
     * @param nights the sessions of the year, or the last ones, the oldest first
     * @param calibration over the trailing sessions, by ascending confidence
     * @param tickers over the trailing sessions, by name
     * @param drift of features and of the {@code prediction} over the trailing sessions, by name
     * @param comparisons with other forecasts
     * @param worst the answers to what ended in the period that were furthest off, the worst first; of each question only the worst
     */
    public record OfModel(
            ModelManifest manifest,
            Map<Window, Figures> windows,
            NavigableMap<LocalDate, Figures> recentSessions,
            List<Night> nights,
            List<Calibration.Bin> calibration,
            List<TickerFigures> tickers,
            SortedMap<String, PopulationStability> drift,
            List<Comparison> comparisons,
            List<Answer> worst) {
        public OfModel {
            windows = Collections.unmodifiableMap(new EnumMap<>(windows));
            recentSessions = Collections.unmodifiableNavigableMap(new TreeMap<>(recentSessions));
            nights = List.copyOf(nights);
            calibration = List.copyOf(calibration);
            tickers = List.copyOf(tickers);
            drift = Collections.unmodifiableSortedMap(new TreeMap<>(drift));
            comparisons = List.copyOf(comparisons);
            worst = List.copyOf(worst);
        }

        /** The figures over a window. */
        public Figures over(Window window) {
            Figures figures = windows.get(window);
            if (figures == null) {
                throw new IllegalStateException("no figures over " + window.label());
            }
            return figures;
        }
    }

    /**
     * Gives the verdict on a period.
     *
     * @param period which ends on a session, or on the last day of the calendar, and has a session in it
     * @param calendar whose sessions reach as far back as the figures do
     * @param measurements of all models
     * @param served models that are named even if they made no forecast
     */
    public static Verdict of(
            Period period, SessionCalendar calendar, Collection<Measurement> measurements, Collection<ModelId> served) {
        Map<Window, Span> spans = new EnumMap<>(Window.class);
        for (Window window : Window.values()) {
            NavigableSet<LocalDate> sessions = window.of(calendar.sessions(), period);
            LocalDate from = window == Window.SESSION || sessions.isEmpty() ? period.from() : sessions.first();
            spans.put(window, new Span(from, period.to(), sessions.size()));
        }
        Set<ModelId> named = Set.copyOf(served);
        SortedMap<Jump, Long> jumps = new TreeMap<>(BY_TICKER_AND_TIME);
        measurements.forEach(measurement -> measurement
                .jumps(Window.SESSION.of(calendar.sessions(), period))
                .forEach((jump, count) -> jumps.merge(jump, count, Long::sum)));
        List<OfModel> models = measurements.stream()
                .filter(measurement -> named.contains(measurement.manifest().id()) || measurement.concerns(period))
                .sorted(Comparator.comparing(
                        measurement -> measurement.manifest().id()))
                .map(measurement -> measurement.verdict(period))
                .toList();
        return new Verdict(period, spans, models, jumps);
    }

    /** Whether no forecast has anything to do with the period. */
    public boolean nothingToJudge() {
        return Stream.of(ForecastState.values()).allMatch(state -> count(Window.SESSION, state) == 0);
    }

    /** How many forecasts of all models are in a state. */
    public long count(Window window, ForecastState state) {
        return models.stream()
                .mapToLong(model -> model.over(window).count(state))
                .sum();
    }
}
