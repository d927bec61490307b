package dev.presage.evaluator.statistics;

import java.util.stream.LongStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * How far values have moved away from what they were: the population stability index, as in Siddiqi, "Credit Risk Scorecards" (2006).
 *
 * @param index Σ (aᵢ - eᵢ) ln(aᵢ / eᵢ) over the bins, with the share a now and e before; a bin that is empty now counts as half a value.
 *     0 if nothing has moved
 * @param chance what the index exceeds one time in twenty if nothing has moved and the values are independent: with B bins (1/n + 1/m)
 *     times the 95 % quantile of χ² with B - 1 degrees of freedom: Yurdakul, "Statistical Properties of Population Stability Index"
 *     (2018). Values of one session are not independent, so more is no proof
 * @param values n, how many there are now
 */
public record PopulationStability(double index, double chance, long values) {
    /**
     * Compares two populations.
     *
     * @param shares of the bins before, each above 0, 1 together
     * @param samples m, how many values there were then
     * @param counts of the bins now, as many bins, not all 0
     */
    public static PopulationStability of(double[] shares, long samples, long[] counts) {
        long values = LongStream.of(counts).sum();
        if (counts.length != shares.length || values == 0) {
            throw new IllegalArgumentException("there are " + values + " values in " + counts.length
                    + " bins, expected at least one, in " + shares.length + " bins");
        }
        double index = 0;
        for (int i = 0; i < counts.length; i++) {
            double share = Math.max((double) counts[i], 0.5) / values;
            index += (share - shares[i]) * Math.log(share / shares[i]);
        }
        double chance = counts.length < 2
                ? 0
                : (1.0 / values + 1.0 / samples)
                        * ChiSquaredDistribution.of(counts.length - 1.0).inverseCumulativeProbability(0.95);
        return new PopulationStability(index, chance, values);
    }
}
