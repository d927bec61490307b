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
        MessageTime.require("as_of", asOf);
        MessageTime.require("reference_time", referenceTime);
        MessageTime.require("predicted_at", predictedAt);
        Invalid.unless(
                !referenceTime.isAfter(asOf), "reference_time", referenceTime, "at or before as_of, which is " + asOf);
        Invalid.unless(
                Double.isFinite(referencePrice) && referencePrice > 0,
                "reference_price",
                referencePrice,
                "a finite price above 0");
        Invalid.unless(horizonBars > 0, "horizon_bars", horizonBars, "a whole number of at least 1");
        Invalid.unless(
                Double.isFinite(predictedPrice) && predictedPrice > 0,
                "predicted_price",
                predictedPrice,
                "a finite price above 0");
        Invalid.unless(confidence >= 0 && confidence <= 1, "confidence", confidence, "a probability from 0 to 1");
    }
}
