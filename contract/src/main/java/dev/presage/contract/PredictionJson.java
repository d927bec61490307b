package dev.presage.contract;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@link Prediction}s as JSON, as {@code schemas/prediction.schema.json} describes it. */
public final class PredictionJson {
    private PredictionJson() {}

    /** The prediction that the bytes hold, or why they hold none. A record without a value has no bytes: what that means is its reader's business. */
    public static Decoded<Prediction> decode(byte[] json) {
        return new Reader().read(json, ObjectReader.MAX_MESSAGE_BYTES);
    }

    /** One line of UTF-8. */
    public static byte[] encode(Prediction prediction) {
        return JsonOutput.object(out -> {
            out.writeStringField("request_id", prediction.requestId());
            out.writeStringField("ticker", prediction.ticker().symbol());
            out.writeStringField("model_type", prediction.model().type());
            out.writeNumberField("model_version", prediction.model().version());
            out.writeStringField("as_of", prediction.asOf().toString());
            out.writeStringField("reference_time", prediction.referenceTime().toString());
            out.writeNumberField("reference_price", prediction.referencePrice());
            out.writeNumberField("horizon_bars", prediction.horizonBars());
            out.writeNumberField("predicted_price", prediction.predictedPrice());
            out.writeNumberField("confidence", prediction.confidence());
            out.writeStringField("features_source", prediction.featuresSource().jsonName());
            out.writeStringField("predicted_at", prediction.predictedAt().toString());
        });
    }

    private static final class Reader extends ObjectReader<Prediction> {
        private @Nullable String requestId;
        private @Nullable String ticker;
        private @Nullable String modelType;
        private @Nullable Integer modelVersion;
        private @Nullable Instant asOf;
        private @Nullable Instant referenceTime;
        private @Nullable Double referencePrice;
        private @Nullable Integer horizonBars;
        private @Nullable Double predictedPrice;
        private @Nullable Double confidence;
        private @Nullable FeaturesSource featuresSource;
        private @Nullable Instant predictedAt;

        private Reader() {
            super("the message");
        }

        @Override
        void field(String name, JsonParser in) throws IOException {
            switch (name) {
                case "request_id" -> requestId = FieldValues.requestId(name, in);
                case "ticker" -> ticker = FieldValues.text(name, in);
                case "model_type" -> modelType = FieldValues.text(name, in);
                case "model_version" -> modelVersion = FieldValues.integer(name, in);
                case "as_of" -> asOf = FieldValues.instant(name, in);
                case "reference_time" -> referenceTime = FieldValues.instant(name, in);
                case "reference_price" -> referencePrice = FieldValues.number(name, in);
                case "horizon_bars" -> horizonBars = FieldValues.integer(name, in);
                case "predicted_price" -> predictedPrice = FieldValues.number(name, in);
                case "confidence" -> confidence = FieldValues.number(name, in);
                case "features_source" -> featuresSource = source(FieldValues.text(name, in));
                case "predicted_at" -> predictedAt = FieldValues.instant(name, in);
                default -> {}
            }
        }

        private static @Nullable FeaturesSource source(@Nullable String text) {
            if (text == null) {
                return null;
            }
            return Arrays.stream(FeaturesSource.values())
                    .filter(source -> source.jsonName().equals(text))
                    .findFirst()
                    .orElseThrow(() -> Refusal.value("features_source", text, "'prices' or 'request'"));
        }

        @Override
        @Nullable
        String requestId() {
            return requestId;
        }

        @Override
        Prediction build() {
            return new Prediction(
                    required("request_id", requestId),
                    new Ticker(required("ticker", ticker)),
                    new ModelId(required("model_type", modelType), required("model_version", modelVersion)),
                    required("as_of", asOf),
                    required("reference_time", referenceTime),
                    required("reference_price", referencePrice),
                    required("horizon_bars", horizonBars),
                    required("predicted_price", predictedPrice),
                    required("confidence", confidence),
                    required("features_source", featuresSource),
                    required("predicted_at", predictedAt));
        }
    }
}
