package dev.presage.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Messages as Jackson writes them: what the codecs must write, byte for byte. */
final class JacksonMessages {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER) // the shortest decimals, on any Java
            .build();

    private interface Fields {
        void write(JsonGenerator out) throws IOException;
    }

    private JacksonMessages() {}

    static byte[] encode(PriceBar bar) {
        return object(out -> {
            out.writeStringField("ticker", bar.ticker().symbol());
            out.writeStringField("close_time", bar.closeTime().toString());
            out.writeNumberField("open", bar.open());
            out.writeNumberField("high", bar.high());
            out.writeNumberField("low", bar.low());
            out.writeNumberField("close", bar.close());
            out.writeNumberField("volume", bar.volume());
        });
    }

    static byte[] encode(PredictionRequest request) {
        return object(out -> {
            out.writeStringField("request_id", request.requestId());
            out.writeStringField("ticker", request.ticker().symbol());
            out.writeStringField("model_type", request.modelType());
            writeTime("as_of", request.asOf(), out);
            if (!request.features().isEmpty()) {
                out.writeObjectFieldStart("features");
                for (Map.Entry<String, Double> feature : new TreeMap<>(request.features()).entrySet()) {
                    out.writeNumberField(feature.getKey(), feature.getValue());
                }
                out.writeEndObject();
            }
            writeTime("expires_at", request.expiresAt(), out);
        });
    }

    private static void writeTime(String name, @Nullable Instant time, JsonGenerator out) throws IOException {
        if (time != null) {
            out.writeStringField(name, time.toString());
        }
    }

    static byte[] encode(Prediction prediction) {
        return object(out -> {
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

    private static byte[] object(Fields fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            out.writeStartObject();
            fields.write(out);
            out.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
