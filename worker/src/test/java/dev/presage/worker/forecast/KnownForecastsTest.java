package dev.presage.worker.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.contract.FeaturesSource;
import dev.presage.contract.ModelId;
import dev.presage.contract.Ticker;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class KnownForecastsTest {
    private final KnownForecasts forecasts = new KnownForecasts();

    @Test
    void findsAForecastByItsModelAndItsBars() {
        Forecast normal = forecast("normal");
        Forecast earnings = forecast("earnings");
        forecasts.put(64, normal);
        forecasts.put(64, earnings);

        assertThat(forecasts.get("normal", 64)).isSameAs(normal);
        assertThat(forecasts.get("earnings", 64)).isSameAs(earnings);
        assertThat(forecasts.get("normal", 63)).isNull();
        assertThat(forecasts.get("other", 64)).isNull();
    }

    @Test
    void forgetsTheOldestOfTooMany() {
        for (int bars = 1; bars <= 9; bars++) {
            forecasts.put(bars, forecast("normal"));
        }

        assertThat(forecasts.get("normal", 1)).isNull();
        for (int bars = 2; bars <= 9; bars++) {
            assertThat(forecasts.get("normal", bars)).isNotNull();
        }
    }

    private static Forecast forecast(String modelType) {
        return new Forecast(
                new Ticker("AAPL"),
                new ModelId(modelType, 1),
                Instant.parse("2017-03-01T21:00:00Z"),
                100,
                5,
                101,
                0.7,
                FeaturesSource.PRICES,
                null);
    }
}
