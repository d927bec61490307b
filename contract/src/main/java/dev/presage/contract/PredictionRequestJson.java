package dev.presage.contract;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@link PredictionRequest}s as JSON, as {@code schemas/prediction-request.schema.json} describes it. */
public final class PredictionRequestJson {
    private PredictionRequestJson() {}

    /** The request that the bytes hold, or why they hold none. A record without a value has no bytes: what that means is its reader's business. */
    public static Decoded<PredictionRequest> decode(byte[] json) {
        return new Reader().read(json, ObjectReader.MAX_MESSAGE_BYTES);
    }

    /** One line of UTF-8; what is left to the worker is left out. */
    public static byte[] encode(PredictionRequest request) {
        Instant asOf = request.asOf();
        Instant expiresAt = request.expiresAt();
        return JsonOutput.object(out -> {
            out.writeStringField("request_id", request.requestId());
            out.writeStringField("ticker", request.ticker().symbol());
            out.writeStringField("model_type", request.modelType());
            if (asOf != null) {
                out.writeStringField("as_of", asOf.toString());
            }
            if (!request.features().isEmpty()) {
                out.writeObjectFieldStart("features");
                for (Map.Entry<String, Double> feature : new TreeMap<>(request.features()).entrySet()) {
                    out.writeNumberField(feature.getKey(), feature.getValue());
                }
                out.writeEndObject();
            }
            if (expiresAt != null) {
                out.writeStringField("expires_at", expiresAt.toString());
            }
        });
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
