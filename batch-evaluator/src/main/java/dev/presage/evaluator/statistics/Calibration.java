package dev.presage.evaluator.statistics;

import java.util.List;
import java.util.Optional;

/**
 * Whether a probability that forecasts gave is as often right as it says.
 *
 * @param bins by ascending confidence, of about equal weight
 * @param brierReliability Σ wₖ (cₖ - yₖ)² over the bins, with the weight wₖ, the mean confidence cₖ and the share right yₖ: 0 is best
 * @param brierUncertainty y (1 - y), what the share right alone would score. Murphy, "A New Vector Partition of the Probability Score"
 *     (1973): Brier score = reliability - resolution + uncertainty. What confidences differ by within a bin is part of the resolution, so
 *     that the three add up exactly: Stephenson, Coelho and Jolliffe, "Two Extra Components in the Brier Score Decomposition" (2008)
 * @param error how far confidences are from the share right, as a root mean square over forecasts, without what chance adds to it: the
 *     debiased estimator of Kumar, Liang and Ma, "Verified Uncertainty Calibration" (2019), with the variance of each bin's gap clustered by
 *     session. Empty for fewer than three sessions that do not overlap, and where forecasts are so few that no bin holds two
 */
public record Calibration(
        List<Bin> bins, double brierReliability, double brierUncertainty, Optional<CalibrationError> error) {
    private static final int BINS = 10;

    /**
     * Forecasts of like confidence.
     *
     * @param weight how many there are, of several answers to one question each its share
     * @param confidence their mean confidence
     * @param right the share that was right
     * @param bounds of that share, clustered by session
     */
    public record Bin(double weight, double confidence, double right, Interval bounds) {}

    public Calibration {
        bins = List.copyOf(bins);
    }

    /**
     * Measures calibration.
     *
     * @param points of which both the forecast and the truth moved
     * @param sessions how many there are
     * @param horizon of the forecasts in bars, at least 1
     * @return empty if there are no points
     */
    public static Optional<Calibration> of(ConfidencePoints points, int sessions, int horizon) {
        List<CalibrationBin> bins = CalibrationBin.equalMass(points, BINS, sessions);
        double weight = bins.stream().mapToDouble(CalibrationBin::weight).sum();
        if (!(weight > 0)) {
            return Optional.empty();
        }
        double reliability = 0;
        double right = 0;
        for (CalibrationBin bin : bins) {
            double gap = bin.right() - bin.confidence();
            reliability += bin.weight() / weight * gap * gap;
            right += bin.weight() / weight * bin.right();
        }
        return Optional.of(new Calibration(
                bins.stream().map(bin -> bin.told(horizon - 1)).toList(),
                reliability,
                right * (1 - right),
                CalibrationError.of(bins, sessions, horizon)));
    }
}
