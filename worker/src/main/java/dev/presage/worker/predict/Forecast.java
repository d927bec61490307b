package dev.presage.worker.predict;

import dev.presage.contract.FeaturesSource;
import dev.presage.contract.ModelId;
import dev.presage.contract.Prediction;
import dev.presage.contract.Ticker;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What a model says of a ticker at a reference bar, whoever asks: the part of a prediction that can be given again. */
public record Forecast(
        Ticker ticker,
        ModelId model,
        Instant referenceTime,
        double referencePrice,
        int horizonBars,
        double predictedPrice,
        double confidence,
        FeaturesSource featuresSource) {
    Prediction answer(String requestId, Instant asOf, Instant predictedAt) {
        return new Prediction(
                requestId,
                ticker,
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

    /** The key of a record that carries it. */
    byte[] key() {
        return ticker.symbol().getBytes(StandardCharsets.UTF_8);
    }
}
