package dev.presage.evaluator.statistics;

/**
 * A 95 % confidence interval.
 *
 * @param lower its lower end
 * @param upper its upper end
 */
public record Interval(double lower, double upper) {
    /** The 97.5 % quantile of the standard normal distribution. */
    static final double Z = 1.959963984540054;

    /**
     * The score interval of a proportion: Wilson, "Probable Inference, the Law of Succession, and Statistical Inference" (1927), without
     * continuity correction. Unlike the textbook's interval it holds for few trials and for ratios near 0 and 1.
     *
     * @param ratio 0 to 1
     * @param trials more than 0; how many independent ones the ratio is worth, not necessarily whole
     * @return from 0 to 1
     */
    public static Interval wilson(double ratio, double trials) {
        double shrinkage = 1 + Z * Z / trials;
        double middle = (ratio + Z * Z / (2 * trials)) / shrinkage;
        double reach = Z / shrinkage * Math.sqrt(ratio * (1 - ratio) / trials + Z * Z / (4 * trials * trials));
        return new Interval(Math.max(0, middle - reach), Math.min(1, middle + reach));
    }
}
