package dev.presage.evaluator.measure;

import dev.presage.evaluator.statistics.DieboldMariano;

/**
 * A model beside another forecast of the same prices, by their absolute errors over the true price.
 *
 * @param window over which
 * @param against {@link #NO_CHANGE}, or {@code version_} and the version of the model that answered before
 */
public record Comparison(Window window, String against, DieboldMariano test) {
    /** The forecast that the price stays what it is. */
    public static final String NO_CHANGE = "no_change";

    /** The same model's forecast by an earlier version. */
    static String version(int version) {
        return "version_" + version;
    }
}
