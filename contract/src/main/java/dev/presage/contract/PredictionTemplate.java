package dev.presage.contract;

import java.time.Instant;

/**
 * The predictions that one forecast gives to many requests, as JSON. What they share, from the ticker to the source of the features,
 * is written once. Immutable.
 */
public final class PredictionTemplate {
    private final Instant referenceTime;
    private final byte[] question;
    private final byte[] forecast;

    private PredictionTemplate(Instant referenceTime, byte[] question, byte[] forecast) {
        this.referenceTime = referenceTime;
        this.question = question;
        this.forecast = forecast;
    }

    /** Of any one of these predictions. */
    public static PredictionTemplate of(Prediction prediction) {
        MessageWriter question = new MessageWriter(128);
        PredictionJson.writeQuestion(prediction, question);
        MessageWriter forecast = new MessageWriter(256);
        PredictionJson.writeForecast(prediction, forecast);
        return new PredictionTemplate(prediction.referenceTime(), question.toBytes(), forecast.toBytes());
    }

    /**
     * The same bytes as {@link PredictionJson#encode} gives for the prediction with the id and the two times in place of its own.
     *
     * @throws IllegalArgumentException where there could be no such {@link Prediction}
     */
    public byte[] encode(String requestId, Instant asOf, Instant predictedAt) {
        PredictionRequest.requireRequestId(requestId);
        Prediction.requireTimes(asOf, referenceTime, predictedAt);
        int size = PredictionJson.REQUEST_ID.length
                + requestId.length()
                + question.length
                + TimeText.length(asOf)
                + forecast.length
                + TimeText.length(predictedAt)
                + PredictionJson.END.length;
        return new MessageWriter(size)
                .put(PredictionJson.REQUEST_ID)
                .text(requestId)
                .put(question)
                .time(asOf)
                .put(forecast)
                .time(predictedAt)
                .put(PredictionJson.END)
                .toBytes();
    }
}
