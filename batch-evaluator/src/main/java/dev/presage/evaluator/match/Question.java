package dev.presage.evaluator.match;

import dev.presage.contract.FeaturesSource;
import dev.presage.contract.ModelId;
import dev.presage.contract.Prediction;
import dev.presage.contract.Ticker;
import java.time.Instant;

/**
 * What is evaluated: however often it was asked and answered, it is one forecast.
 *
 * @param series what stays the same from bar to bar
 * @param referenceTime when the newest bar that the model knew had closed
 */
public record Question(Series series, Instant referenceTime) {
    /**
     * A model's forecasts for one ticker.
     *
     * @param horizonBars how many bars ahead; a version of a model has one horizon, so this splits nothing unless a model was
     *     exchanged without a new version
     */
    public record Series(Ticker ticker, ModelId model, FeaturesSource featuresSource, int horizonBars) {
        /** The series that a prediction belongs to. */
        public static Series of(Prediction prediction) {
            return new Series(
                    prediction.ticker(), prediction.model(), prediction.featuresSource(), prediction.horizonBars());
        }
    }
}
