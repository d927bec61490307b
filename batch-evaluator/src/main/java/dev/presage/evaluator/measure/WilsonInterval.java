package dev.presage.evaluator.measure;

/**
 * The 95 % score interval of a proportion: Wilson, "Probable Inference, the Law of Succession, and Statistical Inference" (1927),
 * without continuity correction. Unlike the textbook's interval it holds for few trials and for ratios near 0 and 1.
 *
 * @param lower bound, at least 0
 * @param upper bound, at most 1
 */
record WilsonInterval(double lower, double upper) {
    /** The 97.5 % quantile of the standard normal distribution. */
    private static final double Z = 1.959963984540054;

    /**
     * The interval of an observed ratio.
     *
     * @param ratio 0 to 1
     * @param trials more than 0
     */
    static WilsonInterval of(double ratio, double trials) {
        double shrinkage = 1 + Z * Z / trials;
        double middle = (ratio + Z * Z / (2 * trials)) / shrinkage;
        double reach = Z / shrinkage * Math.sqrt(ratio * (1 - ratio) / trials + Z * Z / (4 * trials * trials));
        return new WilsonInterval(Math.max(0, middle - reach), Math.min(1, middle + reach));
    }
}
