package dev.presage.contract;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A producer's question: what will this ticker's price be?
 *
 * @param requestId names the question and its outcome: 1 to 128 printable ASCII characters
 * @param ticker whose price
 * @param modelType which model is asked
 * @param asOf the instant the prediction may know about, nothing later; null means the record's timestamp
 * @param features values that the producer supplies; they win over computed ones of the same name. At most 256, finite
 * @param expiresAt after this instant no answer is wanted; null means never
 */
public record PredictionRequest(
        String requestId,
        Ticker ticker,
        String modelType,
        @Nullable Instant asOf,
        Map<String, Double> features,
        @Nullable Instant expiresAt) {
    /** The most features one request may carry. */
    public static final int MAX_FEATURES = 256;

    private static final Pattern REQUEST_ID = Pattern.compile("[\\x20-\\x7e]{1,128}");
    private static final Pattern FEATURE = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    public PredictionRequest {
        requireRequestId(requestId);
        ModelId.requireType(modelType);
        if (asOf != null) {
            MessageTime.require("as_of", asOf);
        }
        if (expiresAt != null) {
            MessageTime.require("expires_at", expiresAt);
        }
        // in the order given, so that of several problems the first is always the same one
        features = features.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(features));
        Invalid.unless(
                features.size() <= MAX_FEATURES, "features", features.size() + " values", "at most " + MAX_FEATURES);
        features.forEach((name, value) -> {
            requireFeatureName(name);
            Invalid.unless(Double.isFinite(value), "features." + name, value, "a finite number");
        });
    }

    /** Asks the default model about now. */
    public static PredictionRequest of(String requestId, Ticker ticker) {
        return new PredictionRequest(requestId, ticker, ModelId.DEFAULT_TYPE, null, Map.of(), null);
    }

    static void requireRequestId(String requestId) {
        Invalid.unless(
                REQUEST_ID.matcher(requestId).matches(),
                "request_id",
                requestId,
                "1 to 128 printable ASCII characters");
    }

    static void requireFeatureName(String name) {
        Invalid.unless(
                FEATURE.matcher(name).matches(),
                "a feature's name",
                name,
                "1 to 64 of the characters a-z 0-9 _, the first of them a letter");
    }
}
