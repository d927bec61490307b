package dev.presage.evaluator.measure;

import dev.presage.contract.ModelManifest;
import dev.presage.evaluator.match.Period;
import dev.presage.evaluator.match.PriceHistory;
import dev.presage.evaluator.match.SessionCalendar;
import dev.presage.evaluator.measure.ScoreSums.Sum;
import dev.presage.evaluator.recompute.FeatureHistory;
import dev.presage.evaluator.recompute.PreviousVersion;
import dev.presage.evaluator.statistics.Calibration;
import dev.presage.evaluator.statistics.ConfidencePoints;
import dev.presage.evaluator.statistics.Interval;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Measures one model over spans of sessions. */
public final class Measurement {
    private final ModelManifest manifest;
    private final ModelForecasts forecasts;
    private final NavigableSet<LocalDate> allSessions;
    private final Accuracy accuracy;
    private final Drift drift;
    private final Contest contest;

    /** @param calendar of all sessions that are known */
    public Measurement(
            ModelManifest manifest,
            ModelForecasts forecasts,
            SessionCalendar calendar,
            FeatureHistory features,
            Optional<PreviousVersion> previous) {
        this.manifest = manifest;
        this.forecasts = forecasts;
        this.allSessions = calendar.sessions();
        this.accuracy = new Accuracy(manifest, forecasts);
        this.drift = new Drift(manifest, forecasts, features);
        this.contest = new Contest(forecasts, previous);
    }

    ModelManifest manifest() {
        return manifest;
    }

    /** Whether the model made a forecast that says something about a period, or about the nights beside it. */
    boolean concerns(Period period) {
        return forecasts.pending(period.to()) > 0 || nights(period).stream().anyMatch(forecasts::anyEnded);
    }

    /** The verdict on the model over a period that ends on a session, or on the last day that is evaluated. */
    Verdict.OfModel verdict(Period period) {
        NavigableSet<LocalDate> trailing = Window.TWENTY_SESSIONS.of(allSessions, period);
        Optional<Calibration> trailingCalibration = calibration(trailing);
        Map<Window, Figures> windows = new EnumMap<>(Window.class);
        List<Comparison> comparisons = new ArrayList<>();
        for (Window window : Window.values()) {
            NavigableSet<LocalDate> sessions = window.of(allSessions, period);
            Optional<Calibration> calibration =
                    window == Window.TWENTY_SESSIONS ? trailingCalibration : calibration(sessions);
            windows.put(window, figures(sessions, period.to(), calibration));
            comparisons.addAll(contest.over(window, sessions, accuracy.lag(sessions) + 1));
        }
        NavigableSet<LocalDate> year = Window.YEAR.of(allSessions, period);
        NavigableMap<LocalDate, Double> anytimeUpper = accuracy.anytimeUpper(year);
        windows.computeIfPresent(
                Window.YEAR,
                (window, figures) -> figures.with(
                        Measure.ACCURACY_ANYTIME_UPPER_RATIO, last(anytimeUpper),
                        Measure.ADVANTAGE_ANYTIME_UPPER_RATIO, last(accuracy.advantageAnytimeUpper(year))));
        NavigableMap<LocalDate, Figures> recent = new TreeMap<>();
        Window.last(Verdict.MEASURED_AGAIN, allSessions, period.to())
                .forEach(session -> recent.put(session, figures(Window.last(1, allSessions, session), session)));
        return new Verdict.OfModel(
                manifest,
                windows,
                recent,
                nights(period).stream()
                        .map(session -> night(session, anytimeUpper))
                        .toList(),
                trailingCalibration.map(Calibration::bins).orElse(List.of()),
                TickerFigures.of(forecasts, trailing),
                drift.over(trailing),
                comparisons,
                forecasts.worst(Window.SESSION.of(allSessions, period)));
    }

    private static Optional<Double> last(NavigableMap<LocalDate, Double> bounds) {
        return Optional.ofNullable(bounds.lastEntry()).map(Map.Entry::getValue);
    }

    /** The year's sessions, or some of the year before as well. */
    private NavigableSet<LocalDate> nights(Period period) {
        NavigableSet<LocalDate> year = Window.YEAR.of(allSessions, period);
        return year.size() < SessionCalendar.NIGHTS
                ? Window.last(SessionCalendar.NIGHTS, allSessions, period.to())
                : year;
    }

    private Night night(LocalDate session, NavigableMap<LocalDate, Double> anytimeUpper) {
        NavigableSet<LocalDate> trailing = Window.last(Window.TRAILING, allSessions, session);
        Tally own = forecasts.tally(session);
        return new Night(
                session,
                own.evaluated,
                own.evaluated == 0 ? Optional.empty() : Optional.of(own.value(Sum.RIGHT) / own.evaluated),
                forecasts.tally(trailing.first(), session).evaluated == 0
                        ? Optional.empty()
                        : Optional.of(accuracy.worth(trailing, trailing)),
                Optional.ofNullable(anytimeUpper.get(session)));
    }

    /** The prices that can't be believed among what ended in some sessions, and how many forecasts each spoilt. */
    Map<PriceHistory.Jump, Long> jumps(NavigableSet<LocalDate> sessions) {
        return sessions.stream()
                .flatMap(session -> forecasts.suspect(session).stream())
                .flatMap(forecast -> forecast.jump().stream())
                .collect(Collectors.groupingBy(jump -> jump, Collectors.counting()));
    }

    /**
     * The figures over some sessions.
     *
     * @param to the last day, a session or the last day that is evaluated; what is pending is pending at its end
     */
    Figures figures(NavigableSet<LocalDate> sessions, LocalDate to) {
        return figures(sessions, to, calibration(sessions));
    }

    private Figures figures(NavigableSet<LocalDate> sessions, LocalDate to, Optional<Calibration> calibration) {
        Tally tally = sessions.isEmpty() ? new Tally() : forecasts.tally(sessions.first(), to);
        Map<ForecastState, Long> counts = new EnumMap<>(ForecastState.class);
        counts.put(ForecastState.EVALUATED, tally.evaluated);
        counts.put(ForecastState.PENDING, forecasts.pending(to));
        counts.put(ForecastState.MISSING_TRUTH, tally.missingTruth);
        counts.put(ForecastState.HINDSIGHT, tally.hindsight);
        counts.put(ForecastState.SUSPECT, tally.suspect);
        Map<Measure, Double> measures = new EnumMap<>(Measure.class);
        if (tally.evaluated > 0) {
            putDirections(measures, tally, sessions);
            putErrors(measures, tally);
            calibration.ifPresent(found -> putConfidence(measures, tally, found));
        }
        return new Figures(counts, tally.answers, tally.referencesCorrected, tally.referencesAbsent, measures);
    }

    private void putDirections(Map<Measure, Double> measures, Tally tally, NavigableSet<LocalDate> sessions) {
        Share share = accuracy.worth(sessions, Window.last(Window.TRAILING, allSessions, sessions.last()));
        Interval bounds = share.bounds();
        measures.put(Measure.ACCURACY_RATIO, tally.value(Sum.RIGHT) / tally.evaluated);
        measures.put(Measure.ACCURACY_LOWER_RATIO, bounds.lower());
        measures.put(Measure.ACCURACY_UPPER_RATIO, bounds.upper());
        measures.put(Measure.EFFECTIVE_FORECASTS, share.effective());
        measures.put(Measure.BASELINE_ACCURACY_RATIO, accuracy.baselineRight(tally) / tally.evaluated);
    }

    private static void putErrors(Map<Measure, Double> measures, Tally tally) {
        double n = tally.evaluated;
        double absoluteError = tally.value(Sum.ABSOLUTE_ERROR);
        measures.put(Measure.SKILL_RATIO, 1 - absoluteError / tally.value(Sum.UNCHANGED_ERROR));
        measures.put(Measure.MEAN_ABSOLUTE_ERROR_USD, absoluteError / n);
        measures.put(Measure.ROOT_MEAN_SQUARED_ERROR_USD, Math.sqrt(tally.value(Sum.SQUARED_ERROR) / n));
        measures.put(Measure.BIAS_USD, tally.value(Sum.ERROR) / n);
        measures.put(Measure.MEAN_ABSOLUTE_PERCENTAGE_ERROR_RATIO, tally.value(Sum.RELATIVE_ERROR) / n);
    }

    private static void putConfidence(Map<Measure, Double> measures, Tally tally, Calibration calibration) {
        double brier = tally.value(Sum.SQUARED_CONFIDENCE_ERROR) / tally.value(Sum.DECIDED);
        double reliability = calibration.brierReliability();
        double uncertainty = calibration.brierUncertainty();
        measures.put(Measure.BRIER_SCORE, brier);
        measures.put(Measure.BRIER_RELIABILITY_SCORE, reliability);
        measures.put(Measure.BRIER_RESOLUTION_SCORE, reliability + uncertainty - brier);
        measures.put(Measure.BRIER_UNCERTAINTY_SCORE, uncertainty);
        calibration.error().ifPresent(error -> {
            measures.put(Measure.CALIBRATION_ERROR_RATIO, error.value());
            measures.put(Measure.CALIBRATION_ERROR_LOWER_RATIO, error.bounds().lower());
            measures.put(Measure.CALIBRATION_ERROR_UPPER_RATIO, error.bounds().upper());
        });
    }

    /** The calibration over some sessions; empty if no forecast in them could be right or wrong. */
    Optional<Calibration> calibration(NavigableSet<LocalDate> sessions) {
        ConfidencePoints points = new ConfidencePoints();
        int number = 0;
        for (LocalDate session : sessions) {
            for (Forecast forecast : forecasts.evaluated(session)) {
                forecast.addTo(points, number);
            }
            number++;
        }
        return Calibration.of(points, sessions.size(), accuracy.lag(sessions) + 1);
    }
}
