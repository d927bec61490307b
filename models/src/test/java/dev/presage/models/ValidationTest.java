package dev.presage.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ValidationTest {
    private static final Instant MONDAY = Instant.parse("2016-02-01T21:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2016-02-02T21:00:00Z");
    private static final Instant WEDNESDAY = Instant.parse("2016-02-03T21:00:00Z");

    @Test
    void countsRightDirectionsAndHalvesForNoChange() {
        Validation validation = Validation.of(List.of(
                new Forecast(MONDAY, 0.01, 0.03),
                new Forecast(MONDAY, -0.01, 0.02),
                new Forecast(TUESDAY, 0.01, 0),
                new Forecast(TUESDAY, 0, -0.01)));

        assertThat(validation.forecasts()).isEqualTo(4);
        assertThat(validation.days()).isEqualTo(2);
        assertThat(validation.accuracy()).isEqualTo(0.5);
        assertThat(validation.alwaysUp()).isEqualTo(2.5 / 4);
        assertThat(validation.residualSigma())
                .isCloseTo(Math.sqrt((0.0004 + 0.0009 + 0.0001 + 0.0001) / 4), within(1e-15));
    }

    @Test
    void daysOnWhichAllTickersAreRightOrWrongTogetherCountOnce() {
        // Days of 2, 2 and 1 forecasts with 2, 0 and 1 right: accuracy 3/5, deviations 0.8, -1.2 and 0.4,
        // standard error sqrt(3/2 * (0.64 + 1.44 + 0.16)) / 5.
        Validation validation = Validation.of(List.of(
                new Forecast(MONDAY, 1, 1),
                new Forecast(MONDAY, 1, 1),
                new Forecast(TUESDAY, 1, -1),
                new Forecast(TUESDAY, 1, -1),
                new Forecast(WEDNESDAY, 1, 1)));

        assertThat(validation.accuracy()).isEqualTo(0.6);
        assertThat(validation.standardError()).isCloseTo(Math.sqrt(1.5 * 2.24) / 5, within(1e-15));
    }

    @Test
    void refusesForecastsOfASingleDay() {
        assertThatThrownBy(() -> Validation.of(List.of(new Forecast(MONDAY, 1, 1), new Forecast(MONDAY, 1, 1))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("forecasts of 1 days, expected at least 2");
    }
}
