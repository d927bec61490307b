package dev.presage.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RoundTripTest {
    @ParameterizedTest
    @MethodSource("dev.presage.contract.MessageKind#all")
    <T> void whatIsWrittenIsReadBackExactly(MessageKind<T> kind) {
        Random random = new Random(1);
        for (int i = 0; i < 5_000; i++) {
            T message = kind.random().apply(random);

            Decoded<T> decoded = kind.decode().apply(kind.encode().apply(message));

            assertThat(decoded).isEqualTo(new Decoded.Accepted<>(message));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.presage.contract.MessageKind#all")
    <T> void theWrittenExamplesAreWrittenSoByteForByte(MessageKind<T> kind) throws IOException {
        for (Path example : kind.examples("written-")) {
            String json = Files.readString(example).strip();

            Decoded<T> decoded = kind.decode(json);

            assertThat(decoded).isInstanceOf(Decoded.Accepted.class);
            assertThat(kind.encode().apply(((Decoded.Accepted<T>) decoded).value()))
                    .asString(UTF_8)
                    .isEqualTo(json);
        }
    }

    @Test
    void aBarOfAnotherClientIsTheSameBar() throws IOException {
        assertThat(PriceBarJson.decode(example("price-bar/read-other-client")))
                .isEqualTo(PriceBarJson.decode(example("price-bar/written-daily")))
                .isEqualTo(new Decoded.Accepted<>(new PriceBar(
                        new Ticker("AAPL"),
                        Instant.parse("2017-03-01T21:00:00Z"),
                        137.89,
                        140.15,
                        137.595,
                        139.79,
                        36_414_585)));
    }

    @Test
    void whatARequestLeavesOutIsTheDefault() throws IOException {
        Decoded<PredictionRequest> expected = new Decoded.Accepted<>(PredictionRequest.of("r1", new Ticker("AAPL")));

        assertThat(PredictionRequestJson.decode(example("prediction-request/read-shortest")))
                .isEqualTo(expected);
        assertThat(PredictionRequestJson.decode(example("prediction-request/read-nulls")))
                .isEqualTo(expected);
        assertThat(PredictionRequestJson.decode(example("prediction-request/written-shortest")))
                .isEqualTo(expected);
    }

    @Test
    void aRequestOfAnotherClientKeepsItsMicrosecondsAndFeatures() throws IOException {
        assertThat(PredictionRequestJson.decode(example("prediction-request/read-other-client")))
                .isEqualTo(new Decoded.Accepted<>(new PredictionRequest(
                        "r2",
                        new Ticker("AAPL"),
                        "normal",
                        Instant.parse("2017-03-01T21:00:00.123456Z"),
                        Map.of("eps_surprise", 0.12),
                        null)));
    }

    @Test
    void aPredictionOfAnotherClientMayWriteItsWholeNumbersWithAFraction() throws IOException {
        assertThat(PredictionJson.decode(example("prediction/read-other-client")))
                .isInstanceOfSatisfying(Decoded.Accepted.class, accepted -> assertThat(accepted.value())
                        .isEqualTo(new Prediction(
                                "r1",
                                new Ticker("AAPL"),
                                new ModelId("normal", 1),
                                Instant.parse("2017-03-01T21:00:00Z"),
                                Instant.parse("2017-03-01T21:00:00Z"),
                                139.79,
                                1,
                                139.95,
                                1,
                                FeaturesSource.PRICES,
                                Instant.parse("2017-03-01T21:00:00.042Z"))));
    }

    @Test
    void theLargestRequestThatCanBeMadeCanBeRead() {
        Map<String, Double> features = new LinkedHashMap<>();
        for (int i = 0; i < FeatureValues.MAX_SIZE; i++) {
            features.put("f".repeat(61) + String.format("%03d", i), -Double.MIN_NORMAL - i * Double.MIN_VALUE);
        }
        PredictionRequest largest = new PredictionRequest(
                "\"".repeat(128),
                new Ticker("A".repeat(32)),
                "m".repeat(64),
                Instant.parse("2017-03-01T21:00:00.123456789Z"),
                features,
                Instant.parse("2017-03-01T21:00:00.123456789Z"));

        Decoded<PredictionRequest> decoded = PredictionRequestJson.decode(PredictionRequestJson.encode(largest));

        assertThat(decoded).isEqualTo(new Decoded.Accepted<>(largest));
    }

    private static byte[] example(String name) throws IOException {
        return Files.readAllBytes(Path.of("src/test/resources/messages", name + ".json"));
    }
}
