package dev.presage.evaluator.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.contract.FeaturesSource;
import dev.presage.contract.ModelId;
import dev.presage.contract.ModelManifest;
import dev.presage.contract.ModelManifest.Direction;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ModelForecastsTest {
    private static final ModelManifest NEXT_BAR =
            Manifests.of(new ModelId("next", 1), 1, Duration.ofDays(7), Direction.UP);
    private static final ModelManifest THIRD_BAR =
            Manifests.of(new ModelId("third", 1), 3, Duration.ofDays(7), Direction.UP);

    private static int sessionsAhead(FewBars bars, ModelManifest model, int... referenceDays) {
        ModelForecasts forecasts = bars.forecasts(
                model,
                IntStream.of(referenceDays)
                        .mapToObj(day -> bars.prediction(model, day, 0.01, FeaturesSource.PRICES))
                        .toList());
        return forecasts.sessionsAhead(bars.calendar.sessions(), model.horizonBars());
    }

    @Test
    void forecastsOfTheNextDailyBarDoNotOverlap() {
        assertThat(sessionsAhead(new FewBars(100, 101, 102), NEXT_BAR, 0, 1)).isEqualTo(1);
    }

    @Test
    void forecastsOfTheThirdDailyBarReachOverThreeSessions() {
        assertThat(sessionsAhead(new FewBars(100, 101, 102, 103, 104), THIRD_BAR, 0, 1))
                .isEqualTo(3);
    }

    @Test
    void aTickersLongerWayOverAHaltMakesNoDifference() {
        FewBars halted = new FewBars(100, Double.NaN, Double.NaN, 101, 102);

        assertThat(sessionsAhead(halted, NEXT_BAR, 0, 3)).isEqualTo(1);
    }

    @Test
    void forecastsThatHaveNotEndedSayNothing() {
        assertThat(sessionsAhead(new FewBars(100, 101, 102), THIRD_BAR, 0, 1, 2))
                .isEqualTo(1);
        assertThat(new ModelForecasts(new FewBars(100).calendar).sessionsAhead(new FewBars(100).calendar.sessions(), 3))
                .isEqualTo(1);
    }

    @Test
    void onlyTheSessionsThatAreAskedOfCount() {
        FewBars bars = new FewBars(100, 101, 102, 103, 104);
        ModelForecasts forecasts =
                bars.forecasts(THIRD_BAR, List.of(bars.prediction(THIRD_BAR, 0, 0.01, FeaturesSource.PRICES)));

        assertThat(forecasts.sessionsAhead(bars.calendar.sessions().headSet(FewBars.day(3), false), 3))
                .isEqualTo(1);
        assertThat(forecasts.sessionsAhead(bars.calendar.sessions().headSet(FewBars.day(3), true), 3))
                .isEqualTo(3);
    }
}
