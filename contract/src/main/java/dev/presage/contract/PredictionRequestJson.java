package dev.presage.contract;

import static dev.presage.contract.MessageWriter.ready;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@link PredictionRequest}s as JSON, as {@code schemas/prediction-request.schema.json} describes it. */
public final class PredictionRequestJson {
    private static final byte[] REQUEST_ID = ready("{\"request_id\":\"");
    private static final byte[] TICKER = ready("\",\"ticker\":\"");
    private static final byte[] MODEL_TYPE = ready("\",\"model_type\":\"");
    private static final byte[] AS_OF = ready(",\"as_of\":\"");
    private static final byte[] FEATURES = ready(",\"features\":{\"");
    private static final byte[] NAMED = ready("\":");
    private static final byte[] NEXT = ready(",\"");
    private static final byte[] EXPIRES_AT = ready(",\"expires_at\":\"");
    private static final byte[] QUOTE = ready("\"");
    private static final byte[] END = ready("}");

    private PredictionRequestJson() {}

    /** The request that the bytes hold, or why they hold none. A record without a value has no bytes: what that means is its reader's business. */
    public static Decoded<PredictionRequest> decode(byte[] json) {
        return new Reader().read(json, ObjectReader.MAX_MESSAGE_BYTES);
    }

    /** One line of UTF-8; what is left to the worker is left out, and features are sorted by name. */
    public static byte[] encode(PredictionRequest request) {
        MessageWriter out = new MessageWriter(256)
                .put(REQUEST_ID)
                .text(request.requestId())
                .put(TICKER)
                .word(request.ticker().symbol())
                .put(MODEL_TYPE)
                .word(request.modelType())
                .put(QUOTE);
        writeTime(AS_OF, request.asOf(), out);
        writeFeatures(request.features(), out);
        writeTime(EXPIRES_AT, request.expiresAt(), out);
        return out.put(END).toBytes();
    }

    private static void writeTime(byte[] name, @Nullable Instant time, MessageWriter out) {
        if (time != null) {
            out.put(name).time(time).put(QUOTE);
        }
    }

    private static void writeFeatures(FeatureValues features, MessageWriter out) {
        byte[] before = FEATURES;
        for (Map.Entry<String, Double> feature : new TreeMap<>(features).entrySet()) {
            out.put(before)
                    .word(feature.getKey())
                    .put(NAMED)
                    .number(feature.getValue().doubleValue());
            before = NEXT;
        }
        if (!features.isEmpty()) {
            out.put(END);
        }
    }

    private static final class Reader extends ObjectReader<PredictionRequest> {
        private @Nullable String requestId;
        private @Nullable String ticker;
        private @Nullable String modelType;
        private @Nullable Instant asOf;
        private Map<String, Double> features = Map.of();
        private @Nullable Instant expiresAt;

        private Reader() {
            super("the message");
        }

        @Override
        void field(String name, JsonParser in) throws IOException {
            switch (name) {
                case "request_id" -> requestId = FieldValues.requestId(name, in);
                case "ticker" -> ticker = FieldValues.text(name, in);
                case "model_type" -> modelType = FieldValues.text(name, in);
                case "as_of" -> asOf = FieldValues.instant(name, in);
                case "features" -> features = FieldValues.numbers(name, in);
                case "expires_at" -> expiresAt = FieldValues.instant(name, in);
                default -> {}
            }
        }

        @Override
        @Nullable
        String requestId() {
            return requestId;
        }

        @Override
        PredictionRequest build() {
            return new PredictionRequest(
                    required("request_id", requestId),
                    new Ticker(required("ticker", ticker)),
                    modelType == null ? ModelId.DEFAULT_TYPE : modelType,
                    asOf,
                    features,
                    expiresAt);
        }
    }
}
