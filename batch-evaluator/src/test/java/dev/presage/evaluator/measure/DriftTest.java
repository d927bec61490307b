package dev.presage.evaluator.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.presage.contract.FeaturesSource;
import dev.presage.contract.ModelId;
import dev.presage.contract.ModelManifest;
import dev.presage.contract.ModelManifest.Direction;
import dev.presage.contract.Prediction;
import dev.presage.contract.TrainingDistribution;
import dev.presage.contract.TrainingDistribution.Bins;
import dev.presage.evaluator.recompute.FeatureHistory;
import dev.presage.evaluator.statistics.PopulationStability;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DriftTest {
    private static final ModelManifest PLAIN = Manifests.of(new ModelId("normal", 1), Direction.UP);

    /** In training, a quarter of the bars fell, and half of the predictions were below 1 %. */
    private static final ModelManifest WATCHED = new ModelManifest(
            PLAIN.id(),
            PLAIN.sha256(),
            PLAIN.tensors(),
            PLAIN.features(),
            1,
            Duration.ofDays(7),
            PLAIN.maxReferenceAge(),
            PLAIN.residualSigma(),
            PLAIN.expectedAccuracy(),
            new ModelManifest.TrainingWindow(
                    PLAIN.trainingWindow().from(),
                    PLAIN.trainingWindow().to(),
                    Direction.UP,
                    Optional.of(new TrainingDistribution(
                            1000,
                            new Bins(List.of(0.01), List.of(0.5, 0.5)),
                            Map.of("return_1", new Bins(List.of(0.0), List.of(0.25, 0.75)))))));

    /** Falls, falls, rises. */
    private final FewBars bars = new FewBars(100, 99, 98, 99, 100);

    private Map<String, PopulationStability> drift(ModelManifest model, Prediction... predictions) {
        return new Drift(model, bars.forecasts(model, List.of(predictions)), new FeatureHistory(bars.prices))
                .over(bars.calendar.sessions());
    }

    private Prediction prediction(int day, double expectedReturn, FeaturesSource source) {
        return bars.prediction(WATCHED, day, expectedReturn, source);
    }

    @Test
    void isMeasuredOfEachFeatureAsOfTheReferenceBarAndOfThePrediction() {
        Map<String, PopulationStability> drift = drift(
                WATCHED,
                prediction(1, 0.02, FeaturesSource.PRICES),
                prediction(2, 0.02, FeaturesSource.PRICES),
                prediction(3, 0.005, FeaturesSource.PRICES));

        assertThat(drift).containsOnlyKeys("prediction", "return_1");
        assertThat(drift.get("return_1"))
                .isEqualTo(PopulationStability.of(new double[] {0.25, 0.75}, 1000, new long[] {2, 1}));
        assertThat(drift.get("prediction"))
                .isEqualTo(PopulationStability.of(new double[] {0.5, 0.5}, 1000, new long[] {1, 2}));
        assertThat(Objects.requireNonNull(drift.get("return_1")).index())
                .isCloseTo(
                        (2 / 3.0 - 0.25) * Math.log(2 / 3.0 / 0.25) + (1 / 3.0 - 0.75) * Math.log(1 / 3.0 / 0.75),
                        within(1e-12));
    }

    @Test
    void ofAFeatureThatAProducerSentIsNoneButOfThePredictionThereIs() {
        assertThat(drift(WATCHED, prediction(1, 0.02, FeaturesSource.REQUEST))).containsOnlyKeys("prediction");
    }

    @Test
    void ofAFeatureThatTheBarsDoNotReachForIsNone() {
        assertThat(drift(WATCHED, prediction(0, 0.02, FeaturesSource.PRICES))).containsOnlyKeys("prediction");
    }

    @Test
    void isNotMeasuredWithoutForecastsOrWhereNobodyKeptTheDistribution() {
        assertThat(drift(WATCHED)).isEmpty();
        assertThat(drift(PLAIN, bars.prediction(PLAIN, 1, 0.02, FeaturesSource.PRICES)))
                .isEmpty();
    }
}
