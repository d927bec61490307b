package dev.presage.models;

import dev.presage.features.DailyBars;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * Validation as the model will be used: each calendar month of the window's second half is predicted by a model that
 * was fitted to nothing but the samples whose answers were known before that month.
 */
public final class WalkForward {
    private static final int LEAST_MONTHS = 4;

    private WalkForward() {}

    /**
     * The forecasts of the window's second half.
     *
     * @param from first day of the window
     * @param to its last day
     * @throws IllegalArgumentException if the window is too short, or a month has too few samples before it
     */
    public static List<Forecast> forecasts(SampleModel model, List<Sample> samples, LocalDate from, LocalDate to) {
        long months = ChronoUnit.MONTHS.between(YearMonth.from(from), YearMonth.from(to)) + 1;
        if (months < LEAST_MONTHS) {
            throw new IllegalArgumentException("the training window from " + from + " to " + to
                    + " is too short, expected at least " + LEAST_MONTHS + " months");
        }
        List<Forecast> forecasts = new ArrayList<>();
        for (long month = months / 2; month < months; month++) {
            YearMonth predicted = YearMonth.from(from).plusMonths(month);
            forecasts.addAll(forecasts(model, samples, predicted));
        }
        return forecasts;
    }

    private static List<Forecast> forecasts(SampleModel model, List<Sample> samples, YearMonth month) {
        var start = DailyBars.closeTime(month.atDay(1));
        var end = DailyBars.closeTime(month.plusMonths(1).atDay(1));
        List<Sample> known = new ArrayList<>();
        List<Sample> asked = new ArrayList<>();
        for (Sample sample : samples) {
            var reference = sample.reference().closeTime();
            if (sample.next().closeTime().isBefore(start)) {
                known.add(sample);
            } else if (!reference.isBefore(start) && reference.isBefore(end)) {
                asked.add(sample);
            }
        }
        LeastSquares fitted = LeastSquares.fit(model.features(), known);
        return asked.stream()
                .map(sample ->
                        new Forecast(sample.reference().closeTime(), fitted.predict(sample), sample.nextReturn()))
                .toList();
    }
}
