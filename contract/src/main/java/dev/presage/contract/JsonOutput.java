package dev.presage.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes one JSON object as UTF-8. */
final class JsonOutput {
    /** Numbers as Java writes them from 19 on, whatever Java this runs on: what is written must be the same bytes everywhere. */
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .build();

    /** Writes the fields of the object that has been started. */
    interface Fields {
        void write(JsonGenerator out) throws IOException;
    }

    private JsonOutput() {}

    /** Over several lines, for files that people read. */
    static byte[] prettyObject(Fields fields) {
        try (ByteArrayBuilder bytes = new ByteArrayBuilder(2048);
                JsonGenerator out = JSON.createGenerator(bytes).setPrettyPrinter(new DefaultPrettyPrinter())) {
            out.writeStartObject();
            fields.write(out);
            out.writeEndObject();
            out.flush();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }
}
