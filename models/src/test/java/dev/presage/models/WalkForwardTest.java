package dev.presage.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.contract.PriceBar;
import dev.presage.features.DailyBars;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class WalkForwardTest {
    private static final LocalDate CHANGE = LocalDate.of(2016, 7, 11);

    @Test
    void predictsTheSecondHalfOfTheWindowAndEachQuestionOnce() {
        List<Sample> samples = samples(SampleData.BARS);

        List<Forecast> forecasts = WalkForward.forecasts(SampleModel.NORMAL, samples, SampleData.FROM, SampleData.TO);

        List<Instant> asked = samples.stream()
                .map(sample -> sample.reference().closeTime())
                .filter(time -> !time.isBefore(DailyBars.closeTime(LocalDate.of(2016, 1, 1))))
                .toList();
        assertThat(forecasts.stream().map(Forecast::time)).containsExactlyElementsOf(asked);
    }

    @Test
    void noForecastKnowsWhatCameAfterIt() {
        List<Forecast> original =
                WalkForward.forecasts(SampleModel.NORMAL, samples(SampleData.BARS), SampleData.FROM, SampleData.TO);
        List<PriceBar> otherFuture = SampleData.BARS.stream()
                .map(bar -> DailyBars.day(bar).isBefore(CHANGE) ? bar : changed(bar))
                .toList();

        List<Forecast> forecasts =
                WalkForward.forecasts(SampleModel.NORMAL, samples(otherFuture), SampleData.FROM, SampleData.TO);

        Instant change = DailyBars.closeTime(CHANGE);
        assertThat(predictionsBefore(change, forecasts)).isNotEmpty().isEqualTo(predictionsBefore(change, original));
        assertThat(forecasts).isNotEqualTo(original);
    }

    /** The window that TrainedModel cuts out, too. */
    private static List<Sample> samples(List<PriceBar> bars) {
        Instant last = DailyBars.closeTime(SampleData.TO);
        return SampleModel.NORMAL.chosenFrom(Sample.of(
                bars.stream().filter(bar -> !bar.closeTime().isAfter(last)).toList()));
    }

    private static List<Double> predictionsBefore(Instant change, List<Forecast> forecasts) {
        return forecasts.stream()
                .filter(forecast -> forecast.time().isBefore(change))
                .map(Forecast::predicted)
                .toList();
    }

    private static PriceBar changed(PriceBar bar) {
        double factor = bar.closeTime().hashCode() % 2 == 0 ? 1.5 : 0.7;
        return new PriceBar(
                bar.ticker(),
                bar.closeTime(),
                bar.open() * factor,
                bar.high() * factor,
                bar.low() * factor,
                bar.close() * factor,
                bar.volume() / factor);
    }
}
