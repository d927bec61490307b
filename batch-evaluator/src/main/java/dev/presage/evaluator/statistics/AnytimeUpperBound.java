package dev.presage.evaluator.statistics;

/**
 * An upper bound on the mean of a sequence that may be looked at after every value, for ever: at most one sequence in twenty is ever above
 * it. A bound that holds for one look, looked at night after night, is crossed by every other good model within a year.
 *
 * <p>Waudby-Smith and Ramdas, "Estimating means of bounded random variables by betting" (2024): whoever doubts that the mean is m or more
 * bets part of a capital of 1 on each value, at odds that would be fair if it were. While m is true that capital exceeds 20 with a
 * probability of at most 1/20, ever (Ville). So whatever m has once made the doubter that rich is above the mean. Here the doubter splits
 * the capital over fixed shares to bet (their grid Kelly), which needs no assumption on how the values vary.
 *
 * <p>Forecasts over h bars overlap, so their outcomes depend on each other; every h-th doesn't. There are h doubters, each bets on every
 * h-th session. None of their average would hold at any time, as each knows other values: the highest capitals that they have had are
 * averaged instead, and must be max(2, e ln h) times as high, which holds however they depend on one another: Vovk and Wang, "Combining
 * p-values via averaging" (2020), harmonic mean.
 */
public final class AnytimeUpperBound {
    /** How often, at most, a sequence is ever above its bound. */
    public static final double ERROR_RATE = 0.05;

    private static final int BISECTIONS = 40;

    private AnytimeUpperBound() {}

    /**
     * The bound after each value.
     *
     * @param means one value a session, in the order of time, 0 to 1; each with an expectation, given those before it, of the mean sought;
     *     NaN for a session without one, which is no bet
     * @param horizon h, at least 1
     * @return for each session the bound, 0 to 1, never rising
     */
    public static double[] after(double[] means, int horizon) {
        double[] bounds = new double[means.length];
        double bound = 1;
        for (int length = 1; length <= means.length; length++) {
            if (!Double.isNaN(means[length - 1])) {
                bound = lowered(bound, means, length, horizon);
            }
            bounds[length - 1] = bound;
        }
        return bounds;
    }

    /** The least m that made the doubters rich enough, by bisection: the higher m, the richer they got. */
    private static double lowered(double bound, double[] means, int length, int horizon) {
        double high = bound;
        double low = 0;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (refuted(middle, means, length, horizon)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return high;
    }

    private static boolean refuted(double mean, double[] means, int length, int horizon) {
        Doubt doubt = new Doubt(mean, horizon);
        for (int i = 0; i < length; i++) {
            doubt.see(means[i]);
        }
        return doubt.refuted();
    }
}
