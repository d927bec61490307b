package dev.presage.evaluator.measure;

import java.util.Locale;

/**
 * What is measured. Every forecast weighs the same; the score of one that was answered several times is the average of the answers'.
 * Below, n is the number of forecasts, y the truth, f the forecast price, r the reference price, c the confidence; sums are over
 * forecasts. Bounds are at 95 %.
 */
public enum Measure {
    /**
     * Σ right / n, where right is 1 if sign(f - r) = sign(y - r), half if either is zero, else 0: the success ratio of Pesaran and
     * Timmermann, "A Simple Nonparametric Test of Predictive Performance" (1992).
     */
    ACCURACY_RATIO("share of forecasts whose direction was right"),

    /** Wilson's, for {@link #EFFECTIVE_FORECASTS} trials. */
    ACCURACY_LOWER_RATIO("lower 95 % bound of the accuracy, clustered by session (Wilson)"),

    /** Wilson's, for {@link #EFFECTIVE_FORECASTS} trials. */
    ACCURACY_UPPER_RATIO("upper 95 % bound of the accuracy, clustered by session (Wilson)"),

    /**
     * How many independent forecasts the accuracy is worth: of several sessions by how much they differ, {@link
     * dev.presage.evaluator.statistics.ClusteredRatio}; of one by how alike the forecasts of the trailing sessions are within a session,
     * {@link dev.presage.evaluator.statistics.IntraclassCorrelation}; and if nothing tells that, one a session.
     */
    EFFECTIVE_FORECASTS("number of independent forecasts that the accuracy is worth"),

    /**
     * Only of the year: {@link dev.presage.evaluator.statistics.AnytimeUpperBound} of the sessions' accuracies, each session's weighing the
     * same. It begins anew with each year and each version of a model.
     */
    ACCURACY_ANYTIME_UPPER_RATIO(
            "upper 95 % bound of the year's accuracy that holds however often it is looked at (betting)"),

    /** {@link #ACCURACY_RATIO} of the same forecasts, had all named the direction that was commoner in the training window. */
    BASELINE_ACCURACY_RATIO("accuracy of always naming the direction that was commoner in training"),

    /** As {@link #ACCURACY_ANYTIME_UPPER_RATIO}, of the accuracy less the baseline's, -1 to 1: below 0 the model is worse than none. */
    ADVANTAGE_ANYTIME_UPPER_RATIO(
            "upper 95 % bound of the year's accuracy less the baseline's that holds however often it is looked at (betting)"),

    /**
     * 1 - Σ|f - y| / Σ|r - y|: the skill score of Murphy, "Skill Scores Based on the Mean Square Error" (1988), on absolute errors and
     * with persistence as the reference; the ratio is Theil's U on absolute errors. Absent if no price moved.
     */
    SKILL_RATIO("1 - mean absolute error / that of \"the price does not change\""),

    /** Σ|f - y| / n, as in Hyndman and Koehler, "Another look at measures of forecast accuracy" (2006). */
    MEAN_ABSOLUTE_ERROR_USD("mean absolute error of the price"),

    /** √(Σ(f - y)² / n), ibid. */
    ROOT_MEAN_SQUARED_ERROR_USD("root mean squared error of the price"),

    /** Σ(f - y) / n: positive where too much was promised. */
    BIAS_USD("mean of forecast minus truth"),

    /** Σ(|f - y| / y) / n, Hyndman and Koehler (2006), as a ratio. */
    MEAN_ABSOLUTE_PERCENTAGE_ERROR_RATIO("mean of the absolute error over the true price"),

    /**
     * Σ(c - right)² / m over the m forecasts of which both directions are not zero: Brier, "Verification of Forecasts Expressed in Terms
     * of Probability" (1950), in its form for one of two outcomes, 0 best and 1 worst.
     */
    BRIER_SCORE("mean squared difference of confidence and outcome"),

    /** Murphy's reliability, {@link dev.presage.evaluator.statistics.Calibration}: what wrong confidences add to the Brier score. */
    BRIER_RELIABILITY_SCORE("part of the Brier score that wrong confidences add"),

    /** Murphy's resolution: what telling surer forecasts from less sure ones takes off the Brier score. */
    BRIER_RESOLUTION_SCORE("part of the Brier score that telling sure forecasts from unsure ones takes off"),

    /** Murphy's uncertainty: what always being as confident as the share right would have scored. */
    BRIER_UNCERTAINTY_SCORE("part of the Brier score that the same confidence for all would have scored"),

    /** {@link dev.presage.evaluator.statistics.CalibrationError}. Absent where forecasts are of too few sessions. */
    CALIBRATION_ERROR_RATIO("root mean square difference of confidence and accuracy, without what chance adds"),

    /** Its lower bound. */
    CALIBRATION_ERROR_LOWER_RATIO("lower 95 % bound of the calibration error (jackknife over sessions)"),

    /** Its upper bound. */
    CALIBRATION_ERROR_UPPER_RATIO(
            "upper bound of the calibration error (jackknife over sessions), too low in up to one of seven cases over 20 sessions");

    private final String help;

    Measure(String help) {
        this.help = help;
    }

    /** As reports name it; the unit comes last. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it is, in a few words. */
    public String help() {
        return help;
    }
}
