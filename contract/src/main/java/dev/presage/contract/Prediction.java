package dev.presage.contract;

import java.time.Instant;

/**
 * The answer to a {@link PredictionRequest}.
 *
 * @param requestId of the request it answers
 * @param ticker whose price
 * @param model which model and version answered
 * @param asOf the instant the prediction knew about; no bar that closed later was used
 * @param referenceTime when the reference bar closed: the newest at or before {@code asOf}
 * @param referencePrice that bar's close, positive
 * @param horizonBars how many bars after the reference bar the predicted one is
 * @param predictedPrice the expected close of that bar, positive, in the instrument's currency
 * @param confidence the probability, 0 to 1, that the price moves in the predicted direction
 * @param featuresSource where the features came from
 * @param predictedAt wall-clock time of the prediction
 */
public record Prediction(
        String requestId,
        Ticker ticker,
        ModelId model,
        Instant asOf,
        Instant referenceTime,
        double referencePrice,
        int horizonBars,
        double predictedPrice,
        double confidence,
        FeaturesSource featuresSource,
        Instant predictedAt) {
    public Prediction {
        PredictionRequest.requireRequestId(requestId);
        requireTimes(asOf, referenceTime, predictedAt);
        if (!(Double.isFinite(referencePrice) && referencePrice > 0)) {
            throw Invalid.value("reference_price", referencePrice, "a finite price above 0");
        }
        if (horizonBars < 1) {
            throw Invalid.value("horizon_bars", horizonBars, "a whole number of at least 1");
        }
        if (!(Double.isFinite(predictedPrice) && predictedPrice > 0)) {
            throw Invalid.value("predicted_price", predictedPrice, "a finite price above 0");
        }
        if (!(confidence >= 0 && confidence <= 1)) {
            throw Invalid.value("confidence", confidence, "a probability from 0 to 1");
        }
    }

    static void requireTimes(Instant asOf, Instant referenceTime, Instant predictedAt) {
        MessageTime.require("as_of", asOf);
        MessageTime.require("reference_time", referenceTime);
        MessageTime.require("predicted_at", predictedAt);
        if (referenceTime.isAfter(asOf)) {
            throw Invalid.value("reference_time", referenceTime, "at or before as_of, which is " + asOf);
        }
    }
}
