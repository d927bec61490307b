package dev.presage.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the three messages have in common, so that each test speaks of all of them.
 *
 * @param name of its schema and of its folder of examples
 * @param decodeStrictly reads the message in another way
 * @param decodeUsual the quick way alone, null where it does not decide
 * @param oracle writes the message in another way
 * @param everyField one valid message with all fields, whose times and prices leave each of them all the room it can have
 */
record MessageKind<T>(
        String name,
        String everyField,
        Function<byte[], Decoded<T>> decode,
        Function<byte[], Decoded<T>> decodeStrictly,
        Function<byte[], @Nullable T> decodeUsual,
        Function<T, byte[]> encode,
        Function<T, byte[]> oracle,
        Function<Random, T> random) {
    static final MessageKind<PriceBar> PRICE_BAR = new MessageKind<>(
            "price-bar",
            """
            {"ticker":"AAPL","close_time":"2017-03-01T21:00:00Z","open":1,"high":2.5,"low":0.25,"close":1,"volume":7}""",
            PriceBarJson::decode,
            PriceBarJson::decodeStrictly,
            PriceBarJson::decodeUsual,
            PriceBarJson::encode,
            JacksonMessages::encode,
            RandomMessages::priceBar);

    static final MessageKind<PredictionRequest> REQUEST = new MessageKind<>(
            "prediction-request",
            """
            {"request_id":"r1","ticker":"AAPL","model_type":"normal","as_of":"2017-03-01T21:00:00Z",\
            "features":{"gap":0.5},"expires_at":"2017-03-01T21:00:01Z"}""",
            PredictionRequestJson::decode,
            PredictionRequestJson::decodeStrictly,
            PredictionRequestJson::decodeUsual,
            PredictionRequestJson::encode,
            JacksonMessages::encode,
            RandomMessages::request);

    static final MessageKind<Prediction> PREDICTION = new MessageKind<>(
            "prediction",
            """
            {"request_id":"r1","ticker":"AAPL","model_type":"normal","model_version":1,\
            "as_of":"2199-12-31T23:59:59.999999999Z","reference_time":"1900-01-01T00:00:00Z","reference_price":1,\
            "horizon_bars":1,"predicted_price":2,"confidence":0.5,"features_source":"prices",\
            "predicted_at":"2017-03-01T21:00:00Z"}""",
            PredictionJson::decode,
            PredictionJson::decodeStrictly,
            PredictionJson::decodeUsual,
            PredictionJson::encode,
            JacksonMessages::encode,
            RandomMessages::prediction);

    static List<MessageKind<?>> all() {
        return List.of(PRICE_BAR, REQUEST, PREDICTION);
    }

    Decoded<T> decode(String json) {
        return decode.apply(json.getBytes(UTF_8));
    }

    byte[] randomMessage(Random random) {
        return encode.apply(this.random.apply(random));
    }

    /** The example files whose names begin so, at least one. */
    List<Path> examples(String prefix) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/test/resources/messages", name))) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new IllegalStateException("no example " + prefix + "* of " + name);
            }
            return found;
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
