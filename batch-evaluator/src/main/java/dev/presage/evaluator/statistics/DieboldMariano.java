package dev.presage.evaluator.statistics;

import java.util.Optional;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Whether one forecast is better than another: Diebold and Mariano, "Comparing Predictive Accuracy" (1995), with the small-sample
 * correction of Harvey, Leybourne and Newbold, "Testing the Equality of Prediction Mean Squared Errors" (1997). Forecasts of many
 * tickers count as one each session, by the mean of their losses, because the same session's are not independent.
 *
 * @param sessions how many there are
 * @param meanDifference the mean loss of the one less that of the other: below 0 the one is better
 * @param statistic the mean over its standard error, corrected
 * @param pValue two-sided, of Student's t with {@code sessions - 1} degrees of freedom
 */
public record DieboldMariano(int sessions, double meanDifference, double statistic, double pValue) {
    /** Of fewer sessions the statistic exists as well, but tells nothing. */
    private static final int FEWEST = 8;

    /**
     * Compares two forecasts.
     *
     * @param differences the loss of the one less that of the other, session by session in the order of time
     * @param horizon of the forecasts in bars, at least 1
     * @return empty for fewer than eight sessions, or not more than the horizon, or if the differences are all the same
     */
    public static Optional<DieboldMariano> of(double[] differences, int horizon) {
        double n = differences.length;
        if (n < FEWEST || n <= horizon) {
            return Optional.empty();
        }
        double sum = 0;
        for (double difference : differences) {
            sum += difference;
        }
        double mean = sum / n;
        double[] deviations = new double[differences.length];
        for (int i = 0; i < deviations.length; i++) {
            deviations[i] = differences[i] - mean;
        }
        double variance = LongRunVariance.ofSum(deviations, horizon - 1) / (n * n);
        double smallSample = Math.sqrt((n + 1 - 2 * horizon + horizon * (horizon - 1.0) / n) / n);
        double statistic = mean / Math.sqrt(variance) * smallSample;
        if (!Double.isFinite(statistic)) {
            return Optional.empty();
        }
        double pValue = 2 * TDistribution.of(n - 1).cumulativeProbability(-Math.abs(statistic));
        return Optional.of(new DieboldMariano(differences.length, mean, statistic, pValue));
    }
}
