package dev.presage.worker.forecast;

import org.jspecify.annotations.Nullable;

/**
 * Forecasts that were made from the prices of one window alone. They lie beside its bars and go with them: an answer from older bars is
 * never found again. Any thread may use it; a forecast that two make at the same time is kept twice, which does no harm.
 */
public final class KnownForecasts {
    private static final int MOST = 8;

    private volatile Known[] newestFirst = {};

    private record Known(int bars, Forecast forecast) {}

    /**
     * The forecast of a model, if it is known.
     *
     * @param bars how many of the window's bars it was made from, the reference bar being the last
     */
    public @Nullable Forecast get(String modelType, int bars) {
        for (Known known : newestFirst) {
            if (known.bars() == bars && known.forecast().model().type().equals(modelType)) {
                return known.forecast();
            }
        }
        return null;
    }

    /** Keeps a forecast made from so many bars; the oldest goes where there are too many. */
    public synchronized void put(int bars, Forecast forecast) {
        Known[] before = newestFirst;
        int kept = Math.min(before.length, MOST - 1);
        Known[] after = new Known[kept + 1];
        after[0] = new Known(bars, forecast);
        System.arraycopy(before, 0, after, 1, kept);
        newestFirst = after;
    }
}
