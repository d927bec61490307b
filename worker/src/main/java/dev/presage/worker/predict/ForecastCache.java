package dev.presage.worker.predict;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts made from prices alone. One stands until its ticker's bars change: the window's version is part of the key, so an
 * answer from older bars is never found again, and leaves when room is needed.
 */
final class ForecastCache {
    private static final int MOST = 100_000;

    private final Cache<Key, Forecast> forecasts =
            Caffeine.newBuilder().maximumSize(MOST).build();

    /**
     * What a forecast from prices alone depends on.
     *
     * @param windowVersion of the ticker's window
     * @param bars of that window, the reference bar being the last
     */
    record Key(long windowVersion, String modelType, int bars) {}

    @Nullable
    Forecast get(Key key) {
        return forecasts.getIfPresent(key);
    }

    void put(Key key, Forecast forecast) {
        forecasts.put(key, forecast);
    }
}
