package dev.presage.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** What those can read who write or read messages without this code, in the order in which they need it. */
public enum PublishedDocument {
    /** The topics: their messages, keys and headers (AsyncAPI 3.0). It refers to the schemas by their paths. */
    ASYNCAPI("asyncapi.yaml", "application/yaml"),
    /** Of {@link PriceBar}s. */
    PRICE_BAR("schemas/price-bar.schema.json", "application/schema+json"),
    /** Of {@link PredictionRequest}s. */
    REQUEST("schemas/prediction-request.schema.json", "application/schema+json"),
    /** Of {@link Prediction}s. */
    PREDICTION("schemas/prediction.schema.json", "application/schema+json");

    private final String path;
    private final String mediaType;

    PublishedDocument(String path, String mediaType) {
        this.path = path;
        this.mediaType = mediaType;
    }

    /** Where it lies, relative to the others: so it must be served for its references to lead somewhere. */
    public String path() {
        return path;
    }

    /** What it is, for HTTP. */
    public String mediaType() {
        return mediaType;
    }

    /** Its bytes. */
    public byte[] bytes() {
        try (InputStream file = Objects.requireNonNull(PublishedDocument.class.getResourceAsStream(path), path)) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(path + " can't be read from the program's own files", e);
        }
    }
}
