package dev.presage.evaluator.statistics;

/** The variance of a sum of successive values that depend on those shortly before them, as forecasts over several bars do. */
final class LongRunVariance {
    private LongRunVariance() {}

    /**
     * The variance of the values' sum.
     *
     * <p>Up to {@code lag} the autocovariances count in full, as they are in theory for forecasts over {@code lag + 1} bars: Hansen and
     * Hodrick, "Forward Exchange Rates as Optimal Predictors of Future Spot Rates" (1980). Where that gives nothing positive, they count
     * with falling weights, which always does: Newey and West, "A Simple, Positive Semi-definite, Heteroskedasticity and Autocorrelation
     * Consistent Covariance Matrix" (1987).
     *
     * @param values deviations from their mean, in the order of time
     * @param lag 0 if they are independent
     */
    static double ofSum(double[] values, int lag) {
        double full = 0;
        double falling = 0;
        for (int distance = 0; distance <= Math.min(lag, values.length - 1); distance++) {
            double covariance = 0;
            for (int i = distance; i < values.length; i++) {
                covariance += values[i] * values[i - distance];
            }
            double times = distance == 0 ? 1 : 2;
            full += times * covariance;
            falling += times * (1 - distance / (lag + 1.0)) * covariance;
        }
        return full > 0 ? full : falling;
    }
}
