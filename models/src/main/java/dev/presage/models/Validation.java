package dev.presage.models;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How good forecasts were.
 *
 * @param forecasts how many there were
 * @param days on how many days
 * @param accuracy share of directions that were right; a forecast or an outcome of exactly no change counts half
 * @param standardError of that share, clustered by day: tickers move together, so the day is the unit that repeats.
 *     {@code sqrt(D / (D - 1) * sum_d (right_d - accuracy * n_d)^2) / N} over D days with n_d forecasts each, N in all
 *     (the ratio estimator of cluster sampling: Cochran, Sampling Techniques, 3rd edition 1977, section 3.12)
 * @param residualSigma root mean square of the actual less the predicted returns
 * @param alwaysUp share of directions that "it goes up" would have had right
 */
public record Validation(
        int forecasts, int days, double accuracy, double standardError, double residualSigma, double alwaysUp) {

    /**
     * Measures forecasts.
     *
     * @throws IllegalArgumentException if they are of fewer than two days
     */
    public static Validation of(List<Forecast> forecasts) {
        Map<Instant, Day> days = new TreeMap<>();
        double right = 0;
        double up = 0;
        double squares = 0;
        for (Forecast forecast : forecasts) {
            days.merge(forecast.time(), new Day(forecast.score(), 1), Day::plus);
            right += forecast.score();
            up += new Forecast(forecast.time(), 1, forecast.actual()).score();
            double residual = forecast.actual() - forecast.predicted();
            squares += residual * residual;
        }
        if (days.size() < 2) {
            throw new IllegalArgumentException("forecasts of " + days.size() + " days, expected at least 2");
        }
        int count = forecasts.size();
        double accuracy = right / count;
        return new Validation(
                count,
                days.size(),
                accuracy,
                standardError(days, accuracy, count),
                Math.sqrt(squares / count),
                up / count);
    }

    private static double standardError(Map<Instant, Day> days, double accuracy, int forecasts) {
        double squares = 0;
        for (Day day : days.values()) {
            double deviation = day.right() - accuracy * day.forecasts();
            squares += deviation * deviation;
        }
        double count = days.size();
        return Math.sqrt(count / (count - 1) * squares) / forecasts;
    }

    private record Day(double right, int forecasts) {
        Day plus(Day other) {
            return new Day(right + other.right, forecasts + other.forecasts);
        }
    }
}
