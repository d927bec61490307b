package dev.presage.contract;

import static dev.presage.contract.MessageWriter.ready;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** {@link Prediction}s as JSON, as {@code schemas/prediction.schema.json} describes it. */
public final class PredictionJson {
    private static final byte[][] NAMES = MessageScanner.names(
            "request_id",
            "ticker",
            "model_type",
            "model_version",
            "as_of",
            "reference_time",
            "reference_price",
            "horizon_bars",
            "predicted_price",
            "confidence",
            "features_source",
            "predicted_at");
    private static final int ALL_FIELDS = (1 << NAMES.length) - 1;

    static final byte[] REQUEST_ID = ready("{\"request_id\":\"");
    static final byte[] END = ready("\"}");

    private static final byte[] TICKER = ready("\",\"ticker\":\"");
    private static final byte[] MODEL_TYPE = ready("\",\"model_type\":\"");
    private static final byte[] MODEL_VERSION = ready("\",\"model_version\":");
    private static final byte[] AS_OF = ready(",\"as_of\":\"");
    private static final byte[] REFERENCE_TIME = ready("\",\"reference_time\":\"");
    private static final byte[] REFERENCE_PRICE = ready("\",\"reference_price\":");
    private static final byte[] HORIZON_BARS = ready(",\"horizon_bars\":");
    private static final byte[] PREDICTED_PRICE = ready(",\"predicted_price\":");
    private static final byte[] CONFIDENCE = ready(",\"confidence\":");
    private static final byte[] FEATURES_SOURCE = ready(",\"features_source\":\"");
    private static final byte[] PREDICTED_AT = ready("\",\"predicted_at\":\"");

    private PredictionJson() {}

    /** The prediction that the bytes hold, or why they hold none. A record without a value has no bytes: what that means is its reader's business. */
    public static Decoded<Prediction> decode(byte[] json) {
        Prediction usual = decodeUsual(json);
        return usual == null ? decodeStrictly(json) : new Decoded.Accepted<>(usual);
    }

    /** The same of a part of the bytes. */
    static Decoded<Prediction> decode(byte[] bytes, int from, int limit) {
        Prediction usual = decodeUsual(bytes, from, limit);
        return usual == null ? decodeStrictly(Arrays.copyOfRange(bytes, from, limit)) : new Decoded.Accepted<>(usual);
    }

    static Decoded<Prediction> decodeStrictly(byte[] json) {
        return new Reader().read(json, ObjectReader.MAX_MESSAGE_BYTES);
    }

    /** What {@link #decodeStrictly} would accept, where that is quick to tell; null if it is not, or is not accepted. */
    static @Nullable Prediction decodeUsual(byte[] json) {
        return decodeUsual(json, 0, json.length);
    }

    private static @Nullable Prediction decodeUsual(byte[] bytes, int from, int limit) {
        MessageScanner in = new MessageScanner(bytes, from, limit);
        Usual usual = new Usual();
        for (int field = in.nextField(NAMES, 0); field >= 0; field = in.nextField(NAMES, field + 1)) {
            usual.field(field, in);
        }
        try {
            return in.isWhole(ALL_FIELDS) ? usual.build() : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The values of a usual message's fields. */
    private static final class Usual {
        private @Nullable String requestId;
        private @Nullable Ticker ticker;
        private @Nullable String modelType;
        private int modelVersion;
        private @Nullable Instant asOf;
        private @Nullable Instant referenceTime;
        private double referencePrice;
        private int horizonBars;
        private double predictedPrice;
        private double confidence;
        private @Nullable FeaturesSource featuresSource;
        private @Nullable Instant predictedAt;

        void field(int field, MessageScanner in) {
            switch (field) {
                case 0 -> requestId = in.text();
                case 1 -> ticker = in.ticker();
                case 2 -> modelType = in.modelType();
                case 3 -> modelVersion = in.integer();
                case 4 -> asOf = in.time();
                case 5 -> referenceTime = in.time();
                case 6 -> referencePrice = in.number();
                case 7 -> horizonBars = in.integer();
                case 8 -> predictedPrice = in.number();
                case 9 -> confidence = in.number();
                case 10 -> featuresSource = in.featuresSource();
                default -> predictedAt = in.time();
            }
        }

        @Nullable
        Prediction build() {
            if (requestId == null
                    || ticker == null
                    || modelType == null
                    || asOf == null
                    || referenceTime == null
                    || featuresSource == null
                    || predictedAt == null) {
                return null;
            }
            return new Prediction(
                    requestId,
                    ticker,
                    new ModelId(modelType, modelVersion),
                    asOf,
                    referenceTime,
                    referencePrice,
                    horizonBars,
                    predictedPrice,
                    confidence,
                    featuresSource,
                    predictedAt);
        }
    }

    /** One line of UTF-8. For many predictions of one forecast there is {@link PredictionTemplate}. */
    public static byte[] encode(Prediction prediction) {
        MessageWriter out = new MessageWriter(512).put(REQUEST_ID).text(prediction.requestId());
        writeQuestion(prediction, out);
        out.time(prediction.asOf());
        writeForecast(prediction, out);
        return out.time(prediction.predictedAt()).put(END).toBytes();
    }

    /** From the end of the request's id to the start of as_of. */
    static void writeQuestion(Prediction prediction, MessageWriter out) {
        out.put(TICKER)
                .word(prediction.ticker().symbol())
                .put(MODEL_TYPE)
                .word(prediction.model().type())
                .put(MODEL_VERSION)
                .number(prediction.model().version())
                .put(AS_OF);
    }

    /** From the end of as_of to the start of predicted_at. */
    static void writeForecast(Prediction prediction, MessageWriter out) {
        out.put(REFERENCE_TIME)
                .time(prediction.referenceTime())
                .put(REFERENCE_PRICE)
                .number(prediction.referencePrice())
                .put(HORIZON_BARS)
                .number(prediction.horizonBars())
                .put(PREDICTED_PRICE)
                .number(prediction.predictedPrice())
                .put(CONFIDENCE)
                .number(prediction.confidence())
                .put(FEATURES_SOURCE)
                .word(prediction.featuresSource().jsonName())
                .put(PREDICTED_AT);
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
