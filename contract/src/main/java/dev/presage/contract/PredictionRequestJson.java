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
    /** The most bytes that a request may have, and any other message. */
    public static final int MAX_BYTES = ObjectReader.MAX_MESSAGE_BYTES;

    private static final byte[][] NAMES =
            MessageScanner.names("request_id", "ticker", "model_type", "as_of", "features", "expires_at");

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
        PredictionRequest usual = decodeUsual(json);
        return usual == null ? decodeStrictly(json) : new Decoded.Accepted<>(usual);
    }

    static Decoded<PredictionRequest> decodeStrictly(byte[] json) {
        return new Reader().read(json, ObjectReader.MAX_MESSAGE_BYTES);
    }

    /** What {@link #decodeStrictly} would accept, where that is quick to tell; null if it is not, or is not accepted. */
    static @Nullable PredictionRequest decodeUsual(byte[] json) {
        MessageScanner in = new MessageScanner(json);
        String requestId = null;
        Ticker ticker = null;
        String modelType = ModelId.DEFAULT_TYPE;
        Instant asOf = null;
        FeatureValues features = FeatureValues.NONE;
        Instant expiresAt = null;
        for (int field = in.nextField(NAMES, 0); field >= 0; field = in.nextField(NAMES, field + 1)) {
            switch (field) {
                case 0 -> requestId = in.text();
                case 1 -> ticker = in.ticker();
                case 2 -> modelType = in.modelType();
                case 3 -> asOf = in.time();
                case 4 -> features = in.features();
                default -> expiresAt = in.time();
            }
        }
        if (!in.isWhole(0) || requestId == null || ticker == null || modelType == null || features == null) {
            return null;
        }
        try {
            return new PredictionRequest(requestId, ticker, modelType, asOf, features, expiresAt);
        } catch (IllegalArgumentException e) {
            return null;
        }
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
