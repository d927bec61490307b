package dev.presage.evaluator.measure;

import dev.presage.contract.ModelId;
import dev.presage.contract.ModelManifest;
import dev.presage.contract.ModelManifest.Direction;
import dev.presage.evaluator.match.Period;
import dev.presage.evaluator.match.SessionCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What an evaluation found.
 *
 * @param period what was asked for
 * @param spans of the windows
 * @param models by type and version: those that are served, and others that made forecasts
 */
public record Verdict(Period period, Map<Window, Span> spans, List<OfModel> models) {
    /** How many of the last sessions each run measures again, because bars may have come late. */
    public static final int MEASURED_AGAIN = 7;

    public Verdict {
        spans = Collections.unmodifiableMap(new EnumMap<>(spans));
        models = List.copyOf(models);
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
     */
    public record OfModel(
            ModelManifest manifest, Map<Window, Figures> windows, NavigableMap<LocalDate, Figures> recentSessions) {
        public OfModel {
            windows = Collections.unmodifiableMap(new EnumMap<>(windows));
            recentSessions = Collections.unmodifiableNavigableMap(new TreeMap<>(recentSessions));
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
     * Measures every model.
     *
     * @param manifests of all models that {@code tallies} speaks of, at least
     * @param served models that are named even if they made no forecast
     * @param calendar with a session in the period
     */
    public static Verdict of(
            Period period,
            SessionCalendar calendar,
            Map<ModelId, ModelManifest> manifests,
            List<ModelId> served,
            Map<ModelId, DailyTallies> tallies) {
        Map<Window, Span> spans = new EnumMap<>(Window.class);
        NavigableSet<LocalDate> trailing = calendar.last(Window.TRAILING);
        spans.put(
                Window.SESSION,
                new Span(period.from(), period.to(), calendar.inPeriod().size()));
        spans.put(Window.TWENTY_SESSIONS, new Span(trailing.first(), period.to(), trailing.size()));
        SortedSet<ModelId> ids = new TreeSet<>(served);
        ids.addAll(tallies.keySet());
        List<OfModel> models = new ArrayList<>();
        for (ModelId id : ids) {
            ModelManifest manifest = manifests.get(id);
            if (manifest == null) {
                throw new IllegalArgumentException("no manifest of " + id);
            }
            models.add(model(manifest, tallies.getOrDefault(id, new DailyTallies(calendar)), spans, calendar));
        }
        return new Verdict(period, spans, models);
    }

    private static OfModel model(
            ModelManifest manifest, DailyTallies tallies, Map<Window, Span> spans, SessionCalendar calendar) {
        Direction majority = manifest.trainingWindow().majorityDirection();
        Map<Window, Figures> windows = new EnumMap<>(Window.class);
        spans.forEach((window, span) -> windows.put(window, tallies.figures(span.from, span.to, majority)));
        NavigableMap<LocalDate, Figures> recent = new TreeMap<>();
        calendar.last(MEASURED_AGAIN)
                .forEach(session -> recent.put(session, tallies.figures(session, session, majority)));
        return new OfModel(manifest, windows, recent);
    }

    /** How many forecasts of all models are in a state. */
    public long count(Window window, ForecastState state) {
        return models.stream()
                .mapToLong(model -> model.over(window).count(state))
                .sum();
    }
}
