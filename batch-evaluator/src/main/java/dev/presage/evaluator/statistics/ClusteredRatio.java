package dev.presage.evaluator.statistics;

import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A ratio whose trials are alike within clusters, as the tickers of one session are: what it is worth is told by how much it differs from
 * cluster to cluster.
 *
 * @param ratio successes over trials
 * @param designEffect the variance of the ratio over that of independent trials: above 1, those would promise too much. With d clusters
 *     of nᵢ trials and sᵢ successes, n trials in all, the variance is d / (d - 1) Σ(sᵢ - ratio nᵢ)² / n²: Cochran, "Sampling Techniques"
 *     (3rd edition, 1977), 3.12; where clusters overlap in time, the sum has the covariances of neighbours as well. Empty for fewer than
 *     two clusters, and for a ratio of 0 or 1
 * @param effectiveTrials how many independent trials the ratio is worth, 1 to n: n / design effect (t(n - 1) / t(d - 1))², with the
 *     97.5 % quantiles of Student's t, which take into account from how few clusters the variance is known: Korn and Graubard, "Confidence
 *     Intervals for Proportions with Small Expected Number of Positive Counts Estimated from Survey Data" (1998). Clusters that overlap tell
 *     less of it, and count there as one. Without a design effect a cluster is worth one trial, and so are those that overlap. Of two
 *     clusters the quantile alone takes off all but a fortieth of what many are worth, yet they are not worth less than one of them is:
 *     hence not below 1, unless n is, which it may be where a trial is a share of one
 */
public record ClusteredRatio(double ratio, OptionalDouble designEffect, double effectiveTrials) {
    /**
     * The ratio of what some clusters add up to.
     *
     * @param successes of each cluster, in the order of time; halves are possible
     * @param trials of each cluster, at least as many; a cluster may have none, but not all
     * @param lag how many clusters before it a cluster depends on: the horizon less 1
     */
    public static ClusteredRatio of(double[] successes, double[] trials, int lag) {
        double n = DoubleStream.of(trials).sum();
        if (!(n > 0)) {
            throw new IllegalArgumentException("there are " + n + " trials, expected some");
        }
        double ratio = Math.min(1, DoubleStream.of(successes).sum() / n);
        long clusters = DoubleStream.of(trials).filter(size -> size > 0).count();
        double apart = Math.max(1, clusters / (lag + 1.0));
        if (clusters < 2 || ratio == 0 || ratio == 1) {
            return new ClusteredRatio(ratio, OptionalDouble.empty(), Math.min(n, apart));
        }
        double[] deviations = new double[trials.length];
        for (int i = 0; i < trials.length; i++) {
            deviations[i] = successes[i] - ratio * trials[i];
        }
        double fewClusters = clusters / (clusters - 1.0);
        double variance = fewClusters * LongRunVariance.ofSum(deviations, lag) / (n * n);
        double designEffect = variance * n / (ratio * (1 - ratio));
        return new ClusteredRatio(
                ratio, OptionalDouble.of(designEffect), Math.min(n, Math.max(1, n / designEffect * trust(n, apart))));
    }

    /** What remains of effective trials whose number is known from few clusters. */
    private static double trust(double trials, double clusters) {
        double known = quantile(clusters) / quantile(Math.max(trials, clusters));
        return 1 / (known * known);
    }

    /** With one degree of freedom less than there are values, but at least one. */
    private static double quantile(double values) {
        return TDistribution.of(Math.max(1, values - 1)).inverseCumulativeProbability(0.975);
    }

    /** The bounds of the ratio: Wilson's, for as many trials as it is worth. */
    public Interval bounds() {
        return Interval.wilson(ratio, effectiveTrials);
    }
}
