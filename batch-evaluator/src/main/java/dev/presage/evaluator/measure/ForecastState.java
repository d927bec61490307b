package dev.presage.evaluator.measure;

import java.util.Locale;

/** What has become of a forecast. */
public enum ForecastState {
    /** The truth is known and the forecast was scored. */
    EVALUATED,

    /** When the window ended, the truth had not closed and could still come. */
    PENDING,

    /** The time in which the truth could come was over within the window, and it had not. */
    MISSING_TRUTH,

    /** Every answer came when the truth had closed: scored only on request, and then counted under {@link #EVALUATED} as well. */
    HINDSIGHT,

    /** The price moved, or was said to be, as no price does, by a split or a bad bar: not scored, or it would drown all else. */
    SUSPECT;

    /** As labels and reports name it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
