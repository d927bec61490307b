package dev.presage.evaluator.measure;

import java.util.Locale;

/**
 * What is measured. Every forecast weighs the same; the score of one that was answered several times is the average of the answers'.
 * Below, n is the number of forecasts, y the truth, f the forecast price, r the reference price, c the confidence; sums are over
 * forecasts.
 */
public enum Measure {
    /**
     * Σ right / n, where right is 1 if sign(f - r) = sign(y - r), half if either is zero, else 0: the success ratio of Pesaran and
     * Timmermann, "A Simple Nonparametric Test of Predictive Performance" (1992).
     */
    ACCURACY_RATIO("share of forecasts whose direction was right"),

    /** {@link WilsonInterval}, 95 %. */
    ACCURACY_LOWER_RATIO("lower 95 % bound of the accuracy (Wilson)"),

    /** {@link WilsonInterval}, 95 %. */
    ACCURACY_UPPER_RATIO("upper 95 % bound of the accuracy (Wilson)"),

    /** {@link #ACCURACY_RATIO} of the same forecasts, had all named the direction that was commoner in the training window. */
    BASELINE_ACCURACY_RATIO("accuracy of always naming the direction that was commoner in training"),

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

    /**
     * Σ over ten bins of equal width of (m in bin / m) x |Σ right in bin - Σ c in bin| / m in bin, over the same m: Naeini, Cooper and
     * Hauskrecht, "Obtaining Well Calibrated Probabilities Using Bayesian Binning" (2015). A confidence on a bound is in the upper bin.
     */
    EXPECTED_CALIBRATION_ERROR_RATIO("mean difference of confidence and accuracy over ten bins of the confidence");

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
