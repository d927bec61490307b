package dev.presage.worker.answer;

import dev.presage.contract.FeaturesSource;
import dev.presage.contract.ModelId;
import dev.presage.contract.Prediction;
import dev.presage.contract.PredictionJson;
import dev.presage.contract.PredictionTemplate;
import dev.presage.contract.Ticker;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a model says of a ticker at a reference bar, whoever asks: the part of a prediction that can be given again.
 *
 * @param template what predictions of it share, written already; null for one that is not given again
 */
public record Forecast(
        Ticker ticker,
        ModelId model,
        Instant referenceTime,
        double referencePrice,
        int horizonBars,
        double predictedPrice,
        double confidence,
        FeaturesSource featuresSource,
        @Nullable PredictionTemplate template) {
    /** The same, to be given again. */
    public Forecast reusable() {
        // any id and any times will do
        PredictionTemplate shared = PredictionTemplate.of(answer("-", referenceTime, referenceTime));
        return new Forecast(
                ticker,
                model,
                referenceTime,
                referencePrice,
                horizonBars,
                predictedPrice,
                confidence,
                featuresSource,
                shared);
    }

    /** The prediction that answers a request with it, as JSON; throws as {@link #answer} does. */
    public byte[] json(String requestId, Instant asOf, Instant predictedAt) {
        return template == null
                ? PredictionJson.encode(answer(requestId, asOf, predictedAt))
                : template.encode(requestId, asOf, predictedAt);
    }

    /**
     * The prediction that answers a request with it.
     *
     * @throws IllegalArgumentException where there could be no such {@link Prediction}
     */
    public Prediction answer(String requestId, Instant asOf, Instant predictedAt) {
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
    public byte[] key() {
        return ticker.symbol().getBytes(StandardCharsets.UTF_8);
    }
}
