package dev.presage.contract;

import java.time.Instant;

/**
 * The predictions that one forecast gives to many requests, as JSON. What they share, from the ticker to the source of the features,
 * is written once. Immutable.
 */
public final class PredictionTemplate {
    private final Instant referenceTime;
    private final byte[] shared;
    private final int questionEnd;

    /** @param shared the part between the id and {@code as_of}, up to {@code questionEnd}, and the part between the times */
    private PredictionTemplate(Instant referenceTime, byte[] shared, int questionEnd) {
        this.referenceTime = referenceTime;
        this.shared = shared;
        this.questionEnd = questionEnd;
    }

    /** Of any one of these predictions. */
    public static PredictionTemplate of(Prediction prediction) {
        MessageWriter shared = new MessageWriter(384);
        PredictionJson.writeQuestion(prediction, shared);
        int questionEnd = shared.size();
        PredictionJson.writeForecast(prediction, shared);
        return new PredictionTemplate(prediction.referenceTime(), shared.toBytes(), questionEnd);
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
                + shared.length
                + TimeText.length(asOf)
                + TimeText.length(predictedAt)
                + PredictionJson.END.length;
        return new MessageWriter(size)
                .put(PredictionJson.REQUEST_ID)
                .text(requestId)
                .put(shared, 0, questionEnd)
                .time(asOf)
                .put(shared, questionEnd, shared.length)
                .time(predictedAt)
                .put(PredictionJson.END)
                .toBytes();
    }
}
