package dev.presage.evaluator.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.presage.contract.FeaturesSource;
import dev.presage.contract.ModelId;
import dev.presage.contract.ModelManifest;
import dev.presage.contract.ModelManifest.Direction;
import dev.presage.contract.Prediction;
import dev.presage.evaluator.match.PriceHistory.Close;
import dev.presage.evaluator.match.PriceHistory.Jump;
import dev.presage.evaluator.recompute.FeatureHistory;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A ticker that closes at 100, at 110, and after a split at 55. */
class SuspectPricesTest {
    private static final ModelManifest NORMAL = Manifests.of(new ModelId("normal", 1), Direction.UP);
    private static final LocalDate NEXT = FewBars.day(1);
    private static final LocalDate SPLIT = FewBars.day(2);

    private final FewBars bars = new FewBars(100, 110, 55);

    /** An answer that was told another reference price than the first bar's, in so many seconds. */
    private static Prediction told(double referencePrice, double predictedPrice, int seconds) {
        Instant reference = FewBars.close(0);
        return new Prediction(
                "r" + seconds,
                FewBars.AAPL,
                NORMAL.id(),
                reference,
                reference,
                referencePrice,
                1,
                predictedPrice,
                0.7,
                FeaturesSource.PRICES,
                reference.plusSeconds(seconds));
    }

    private Measurement measurement(Prediction... predictions) {
        return new Measurement(
                NORMAL,
                bars.forecasts(NORMAL, List.of(predictions)),
                bars.calendar,
                new FeatureHistory(bars.prices),
                Optional.empty());
    }

    private static NavigableSet<LocalDate> only(LocalDate session) {
        return new TreeSet<>(List.of(session));
    }

    private Figures figures(LocalDate session, Prediction... predictions) {
        return measurement(predictions).figures(only(session), session);
    }

    @Test
    void aReferencePriceThatWasTenTimesTheBarsIsNotScored() {
        Figures figures = figures(NEXT, told(1000, 1010, 1));

        assertThat(figures.count(ForecastState.SUSPECT)).isEqualTo(1);
        assertThat(figures.count(ForecastState.EVALUATED)).isZero();
        assertThat(figures.referencesCorrected()).isEqualTo(1);
        assertThat(figures.measures()).isEmpty();
    }

    @Test
    void aForecastWithOneAnswerThatWasToldRightIsScoredByThatAlone() {
        Figures figures = figures(NEXT, told(1000, 1010, 1), told(100, 104, 2), told(1000, 1010, 3));

        assertThat(figures.count(ForecastState.SUSPECT)).isZero();
        assertThat(figures.count(ForecastState.EVALUATED)).isEqualTo(1);
        assertThat(figures.answers()).isEqualTo(3);
        assertThat(figures.measures()).containsEntry(Measure.MEAN_ABSOLUTE_ERROR_USD, 6.0);
    }

    @Test
    void answersThatWereToldWrongWeighNothingBesideAnswersThatDiffer() {
        Figures figures = figures(NEXT, told(100, 104, 1), told(1000, 1010, 2), told(100, 106, 3), told(50, 51, 4));

        assertThat(figures.measures())
                .containsEntry(Measure.MEAN_ABSOLUTE_ERROR_USD, 5.0)
                .containsEntry(Measure.ACCURACY_RATIO, 1.0);
    }

    @Test
    void theLowestPriceThatWasToldWrongIsNamedInWhateverOrder() {
        List<Prediction> answers = new ArrayList<>(List.of(told(1000, 1010, 1), told(40, 41, 2), told(300, 301, 3)));
        for (int first = 0; first < answers.size(); first++) {
            Collections.rotate(answers, 1);

            assertThat(measurement(answers.toArray(Prediction[]::new)).jumps(only(NEXT)))
                    .containsExactly(entry(new Jump(FewBars.AAPL, new Close(FewBars.close(0), 40), 100), 1L));
        }
    }

    @Test
    void aReferencePriceWhoseBarIsNotThereIsHeldAgainstTheBarBeforeIt() {
        Instant reference = FewBars.close(0).plusSeconds(3600);
        Prediction wrong = new Prediction(
                "r",
                FewBars.AAPL,
                NORMAL.id(),
                reference,
                reference,
                1000,
                1,
                1010,
                0.7,
                FeaturesSource.PRICES,
                reference);

        assertThat(figures(NEXT, wrong).count(ForecastState.SUSPECT)).isEqualTo(1);
        assertThat(figures(NEXT, wrong).referencesAbsent()).isEqualTo(1);
        assertThat(measurement(wrong).jumps(only(NEXT)))
                .containsExactly(entry(new Jump(FewBars.AAPL, new Close(reference, 1000), 100), 1L));
    }

    @Test
    void aSplitOnTheWayToTheTruthIsNamedWithHowManyForecastsItSpoilt() {
        Prediction[] spoilt = {
            bars.prediction(NORMAL, 1, 0.01, FeaturesSource.PRICES),
            bars.prediction(NORMAL, 1, 0.02, FeaturesSource.REQUEST)
        };

        assertThat(figures(SPLIT, spoilt).count(ForecastState.SUSPECT)).isEqualTo(2);
        assertThat(measurement(spoilt).jumps(only(SPLIT)))
                .containsExactly(entry(new Jump(FewBars.AAPL, new Close(FewBars.close(2), 55), 110), 2L));
    }
}
