package dev.presage.worker.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.contract.FeaturesSource;
import dev.presage.contract.ModelId;
import dev.presage.contract.Ticker;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KnownForecastsTest {
    private static final ModelId NORMAL = new ModelId("normal", 1);
    private static final ModelId EARNINGS = new ModelId("earnings", 1);

    private final KnownForecasts forecasts = new KnownForecasts();

    @Test
    void findsAForecastByItsModelAndItsBars() {
        Forecast normal = forecast(NORMAL);
        Forecast earnings = forecast(EARNINGS);
        forecasts.put(64, normal);
        forecasts.put(64, earnings);

        assertThat(forecasts.get(NORMAL, 64)).isSameAs(normal);
        assertThat(forecasts.get(EARNINGS, 64)).isSameAs(earnings);
        assertThat(forecasts.get(NORMAL, 63)).isNull();
        assertThat(forecasts.get(new ModelId("normal", 2), 64)).isNull();
    }

    @Test
    void keepsTheFirstOfTwo() {
        Forecast first = forecast(NORMAL);
        forecasts.put(64, first);
        forecasts.put(64, forecast(NORMAL));

        assertThat(forecasts.get(NORMAL, 64)).isSameAs(first);
    }

    @Test
    void keepsThoseFromTheMostBars() {
        forecasts.put(64, forecast(NORMAL));
        for (int bars = 1; bars <= 20; bars++) {
            forecasts.put(bars, forecast(NORMAL));
        }
        forecasts.put(5, forecast(NORMAL));

        assertThat(IntStream.rangeClosed(1, 64).filter(bars -> forecasts.get(NORMAL, bars) != null))
                .containsExactly(14, 15, 16, 17, 18, 19, 20, 64);
    }

    private static Forecast forecast(ModelId model) {
        return new Forecast(
                new Ticker("AAPL"),
                model,
                Instant.parse("2017-03-01T21:00:00Z"),
                100,
                5,
                101,
                0.7,
                FeaturesSource.PRICES,
                null);
    }
}
