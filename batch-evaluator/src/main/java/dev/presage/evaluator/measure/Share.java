package dev.presage.evaluator.measure;

import dev.presage.evaluator.statistics.Interval;

/**
 * A share of forecasts.
 *
 * @param ratio 0 to 1
 * @param effective how many independent forecasts it is worth
 */
public record Share(double ratio, double effective) {
    /** Its 95 % bounds. */
    public Interval bounds() {
        return Interval.wilson(ratio, effective);
    }
}
