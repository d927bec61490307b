package dev.presage.evaluator.statistics;

import java.util.Arrays;

/** Bets against the claim that a sequence's mean is so high, as {@link AnytimeUpperBound} says. */
final class Doubt {
    /** Which share of the capital is bet, of what could be lost at most; a quarter of the capital each. */
    private static final double[] SHARES = {1 / 8.0, 1 / 4.0, 1 / 2.0, 9 / 10.0};

    private final double claim;
    private final double[][] capitals;
    private final double[] highest;
    private final double enough;
    private int sessions;

    /**
     * @param claim the mean that is doubted, 0 to below 1
     * @param horizon in bars, at least 1
     */
    Doubt(double claim, int horizon) {
        this.claim = claim;
        this.capitals = new double[horizon][SHARES.length];
        this.highest = new double[horizon];
        for (double[] capital : capitals) {
            Arrays.fill(capital, 1.0 / SHARES.length);
        }
        Arrays.fill(highest, 1);
        this.enough = horizon == 1
                ? 1 / AnytimeUpperBound.ERROR_RATE
                : Math.max(2, Math.E * Math.log(horizon)) / AnytimeUpperBound.ERROR_RATE;
    }

    /** The next session's value, 0 to 1, or NaN if it has none. */
    void see(double value) {
        int turn = sessions++ % highest.length;
        if (Double.isNaN(value)) {
            return;
        }
        double gain = (claim - value) / (1 - claim);
        double[] capital = capitals[turn];
        double sum = 0;
        for (int i = 0; i < SHARES.length; i++) {
            capital[i] *= 1 + SHARES[i] * gain;
            sum += capital[i];
        }
        highest[turn] = Math.max(highest[turn], sum);
    }

    /** Whether the claim can't be true, or one of twenty that are has had bad luck. */
    boolean refuted() {
        double sum = 0;
        for (double high : highest) {
            sum += high;
        }
        return sum / highest.length >= enough;
    }
}
