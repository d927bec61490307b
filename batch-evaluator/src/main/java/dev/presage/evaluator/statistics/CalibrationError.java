package dev.presage.evaluator.statistics;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * How far confidences are from the share that was right, without what chance adds to it. {@link Calibration} has the sources.
 *
 * @param value root mean square over forecasts, 0 if chance explains it all; a bin that holds one session adds nothing to it
 * @param bounds of it, by leaving out the sessions in turn, as many together as the horizon has bars: the delete-a-group jackknife as in
 *     Kott, "The Delete-a-Group Jackknife" (2001), on the square. The lower one is above the truth in at most one of forty cases, as it
 *     should; the upper one is below it in up to one of seven where there are 20 sessions, and comes right where there are 250
 */
public record CalibrationError(double value, Interval bounds) {
    /**
     * The error of forecasts in bins.
     *
     * @return empty unless, whichever sessions are left out, a bin holds two of those that remain: else nothing tells what chance adds
     */
    static Optional<CalibrationError> of(List<CalibrationBin> bins, int sessions, int horizon) {
        int groups = (sessions + horizon - 1) / horizon;
        if (groups < 2) {
            return Optional.empty();
        }
        double squared = squared(bins, sessions, horizon, -1);
        double[] without = new double[groups];
        double mean = 0;
        for (int group = 0; group < groups; group++) {
            without[group] = squared(bins, sessions, horizon, group);
            mean += without[group] / groups;
        }
        double spread = 0;
        for (double one : without) {
            spread += (one - mean) * (one - mean);
        }
        double reach = Math.sqrt((groups - 1.0) / groups * spread)
                * TDistribution.of(groups - 1.0).inverseCumulativeProbability(0.975);
        Interval bounds = new Interval(root(squared - reach), root(squared + reach));
        return Double.isFinite(squared) && Double.isFinite(reach)
                ? Optional.of(new CalibrationError(root(squared), bounds))
                : Optional.empty();
    }

    private static double root(double squared) {
        return Math.sqrt(Math.max(0, squared));
    }

    /**
     * The mean square over all forecasts but those of a group of sessions, less what chance adds to it; NaN if no bin holds two sessions,
     * which would tell what that is.
     */
    private static double squared(List<CalibrationBin> bins, int sessions, int horizon, int leftOut) {
        double total = 0;
        double sum = 0;
        boolean told = false;
        for (CalibrationBin bin : bins) {
            double[] gaps = new double[sessions];
            double[] weights = new double[sessions];
            for (int session = 0; session < sessions; session++) {
                if (session / horizon != leftOut) {
                    gaps[session] = bin.gap(session);
                    weights[session] = bin.weight(session);
                }
            }
            double weight = sum(weights);
            total += weight;
            double clusters =
                    (double) DoubleStream.of(weights).filter(each -> each > 0).count();
            if (clusters > 1) {
                sum += weight * squaredGap(gaps, weights, clusters, horizon - 1);
                told = true;
            }
        }
        return told ? sum / total : Double.NaN;
    }

    /** The square of a bin's mean gap, less that mean's variance. */
    private static double squaredGap(double[] gaps, double[] weights, double clusters, int lag) {
        double weight = sum(weights);
        double gap = sum(gaps) / weight;
        double[] deviations = new double[gaps.length];
        for (int i = 0; i < gaps.length; i++) {
            deviations[i] = gaps[i] - gap * weights[i];
        }
        double variance = clusters / (clusters - 1) * LongRunVariance.ofSum(deviations, lag) / (weight * weight);
        return gap * gap - variance;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }
}
