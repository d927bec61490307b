package dev.presage.models;

import java.time.Instant;

/**
 * A return that was predicted, and the one that came.
 *
 * @param time when the reference bar closed
 * @param predicted return
 * @param actual return
 */
public record Forecast(Instant time, double predicted, double actual) {
    /** 1 if the direction was right, 0 if it was wrong, a half if either return is zero. */
    double score() {
        double directions = Math.signum(predicted) * Math.signum(actual);
        return (1 + directions) / 2;
    }
}
