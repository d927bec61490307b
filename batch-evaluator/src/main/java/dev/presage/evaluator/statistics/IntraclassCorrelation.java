package dev.presage.evaluator.statistics;

import java.util.OptionalDouble;

/** How alike the trials of a cluster are, which says what a single cluster is worth. */
public final class IntraclassCorrelation {
    private IntraclassCorrelation() {}

    /**
     * The correlation of two trials of the same cluster: the analysis-of-variance estimator, (MSB - MSW) / (MSB + (n₀ - 1) MSW), as in
     * Ridout, Demétrio and Firth, "Estimating Intraclass Correlation for Binary Data" (1999).
     *
     * @param successes of each cluster
     * @param trials of each cluster, at least as many; a cluster may have none
     * @return 0 to 1, for a negative estimate 0; empty unless two clusters have trials, one of them two, and not all trials are alike
     */
    public static OptionalDouble of(double[] successes, double[] trials) {
        double n = 0;
        double squaredSizes = 0;
        double successful = 0;
        int clusters = 0;
        for (int i = 0; i < trials.length; i++) {
            n += trials[i];
            squaredSizes += trials[i] * trials[i];
            successful += successes[i];
            clusters += trials[i] > 0 ? 1 : 0;
        }
        if (clusters < 2 || n <= clusters) {
            return OptionalDouble.empty();
        }
        double ratio = successful / n;
        double between = 0;
        double within = 0;
        for (int i = 0; i < trials.length; i++) {
            if (trials[i] > 0) {
                double own = successes[i] / trials[i];
                between += trials[i] * (own - ratio) * (own - ratio);
                within += trials[i] * own * (1 - own);
            }
        }
        between /= clusters - 1;
        within /= n - clusters;
        double usualSize = (n - squaredSizes / n) / (clusters - 1);
        double total = between + (usualSize - 1) * within;
        return total > 0
                ? OptionalDouble.of(Math.min(1, Math.max(0, (between - within) / total)))
                : OptionalDouble.empty();
    }

    /**
     * How many independent trials those of one cluster are worth: Kish, "Survey Sampling" (1965), 5.4.
     *
     * @param trials of the cluster, at least 1
     * @param correlation of two of them, 0 to 1
     */
    public static double effectiveTrials(double trials, double correlation) {
        return trials / (1 + (trials - 1) * correlation);
    }
}
