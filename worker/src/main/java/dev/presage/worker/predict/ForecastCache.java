package dev.presage.worker.predict;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.presage.contract.PriceBar;
import dev.presage.worker.window.PriceWindows.TickerWindow;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts made from prices alone. One stands until its ticker's bars change: the window's version is part of the key, so an
 * answer from older bars is never found again, and leaves when room is needed.
 */
final class ForecastCache {
    private static final int MOST = 100_000;

    private final Cache<Key, Forecast> forecasts =
            Caffeine.newBuilder().maximumSize(MOST).build();

    private record Key(long windowVersion, String modelType, Instant referenceTime) {}

    @Nullable
    Forecast get(TickerWindow window, String modelType, PriceBar reference) {
        return forecasts.getIfPresent(new Key(window.version(), modelType, reference.closeTime()));
    }

    void put(TickerWindow window, Forecast forecast) {
        forecasts.put(new Key(window.version(), forecast.model().type(), forecast.referenceTime()), forecast);
    }
}
