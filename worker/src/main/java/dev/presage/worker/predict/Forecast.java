package dev.presage.worker.predict;

import dev.presage.contract.FeaturesSource;
import dev.presage.contract.ModelId;
import dev.presage.contract.Prediction;
import dev.presage.contract.PredictionRequest;
import java.time.Instant;

/** What a model says of a ticker at a reference bar, whoever asks: the part of a prediction that can be given again. */
record Forecast(
        ModelId model,
        Instant referenceTime,
        double referencePrice,
        int horizonBars,
        double predictedPrice,
        double confidence,
        FeaturesSource featuresSource) {
    Prediction answer(PredictionRequest request, Instant asOf, Instant predictedAt) {
        return new Prediction(
                request.requestId(),
                request.ticker(),
                model,
                asOf,
                referenceTime,
                referencePrice,
                horizonBars,
                predictedPrice,
                confidence,
                featuresSource,
                predictedAt);
    }
}
