package dev.presage.evaluator.statistics;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/** When a night's figures say that a model is worse than expected. */
enum AlarmRule {
    /** The year's bound that may be looked at every night. */
    ANYTIME,

    /** Wilson's bound over the trailing sessions, for as many forecasts as they are worth. */
    CLUSTERED,

    /** Wilson's bound over the trailing sessions, for as many forecasts as there are. */
    NAIVE;

    /** How many sessions trail. */
    static final int TRAILING = 20;

    /**
     * The first night on which each rule sounds, of those that do.
     *
     * @param right how many forecasts were right in each session; the first night is that of the 20th
     * @param limit a bound below this sounds the alarm
     * @param after how many nights no alarm counts; nights are counted from there, from 1 on
     */
    static Map<AlarmRule, Integer> firstNights(double[] right, Market market, double limit, int after) {
        Map<AlarmRule, Integer> first = new EnumMap<>(AlarmRule.class);
        Doubt doubt = new Doubt(limit, market.horizon());
        for (int session = TRAILING - 1; session < right.length; session++) {
            doubt.see(right[session] / market.tickers());
            int night = session - TRAILING + 2 - after;
            if (night < 1) {
                continue;
            }
            if (doubt.refuted()) {
                first.putIfAbsent(ANYTIME, night);
            }
            double[] trailing = Arrays.copyOfRange(right, session - TRAILING + 1, session + 1);
            if (naiveUpper(trailing, market) < limit) {
                first.putIfAbsent(NAIVE, night);
                // Where the naive rule is silent so is this one: forecasts are never worth more than there are.
                if (!first.containsKey(CLUSTERED) && clusteredUpper(trailing, market) < limit) {
                    first.put(CLUSTERED, night);
                }
            }
        }
        return first;
    }

    private static double naiveUpper(double[] right, Market market) {
        double trials = right.length * (double) market.tickers();
        return Interval.wilson(Arrays.stream(right).sum() / trials, trials).upper();
    }

    private static double clusteredUpper(double[] right, Market market) {
        double[] trials = new double[right.length];
        Arrays.fill(trials, market.tickers());
        return ClusteredRatio.of(right, trials, market.horizon() - 1).bounds().upper();
    }
}
