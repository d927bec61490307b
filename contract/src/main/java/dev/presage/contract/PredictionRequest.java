package dev.presage.contract;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A producer's question: what will this ticker's price be?
 *
 * @param requestId names the question and its outcome: 1 to 128 printable ASCII characters
 * @param ticker whose price
 * @param modelType which model is asked
 * @param asOf the instant the prediction may know about, nothing later; null means the record's timestamp
 * @param features values that the producer supplies; they win over computed ones of the same name
 * @param expiresAt after this instant no answer is wanted; null means never
 */
public record PredictionRequest(
        String requestId,
        Ticker ticker,
        String modelType,
        @Nullable Instant asOf,
        FeatureValues features,
        @Nullable Instant expiresAt) {
    private static final int LONGEST_ID = 128;

    public PredictionRequest {
        requireRequestId(requestId);
        ModelId.requireType(modelType);
        if (asOf != null) {
            MessageTime.require("as_of", asOf);
        }
        if (expiresAt != null) {
            MessageTime.require("expires_at", expiresAt);
        }
    }

    /**
     * A request with a copy of the features.
     *
     * @throws IllegalArgumentException also if they are no {@link FeatureValues}
     */
    public PredictionRequest(
            String requestId,
            Ticker ticker,
            String modelType,
            @Nullable Instant asOf,
            Map<String, Double> features,
            @Nullable Instant expiresAt) {
        this(requestId, ticker, modelType, asOf, FeatureValues.of(features), expiresAt);
    }

    /** Asks the default model about now. */
    public static PredictionRequest of(String requestId, Ticker ticker) {
        return new PredictionRequest(requestId, ticker, ModelId.DEFAULT_TYPE, null, FeatureValues.NONE, null);
    }

    static void requireRequestId(String requestId) {
        if (!isRequestId(requestId)) {
            throw Invalid.value("request_id", requestId, "1 to 128 printable ASCII characters");
        }
    }

    private static boolean isRequestId(String text) {
        int length = text.length();
        if (length == 0 || length > LONGEST_ID) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~') {
                return false;
            }
        }
        return true;
    }
}
