package dev.presage.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** That what is written by hand is what Jackson would write. */
class EncodeTest {
    private static final Ticker AAPL = new Ticker("AAPL");
    private static final Instant NOON = Instant.parse("2017-03-01T12:00:00Z");

    @ParameterizedTest
    @MethodSource("dev.presage.contract.MessageKind#all")
    <T> void writesWhatJacksonWrites(MessageKind<T> kind) {
        Random random = new Random(8);
        for (int i = 0; i < 20_000; i++) {
            T message = kind.random().apply(random);

            assertSameBytes(kind.encode().apply(message), kind.oracle().apply(message));
        }
    }

    @Test
    void aTemplateWritesThePredictionsOfItsForecast() {
        Random random = new Random(9);
        for (int i = 0; i < 20_000; i++) {
            Prediction one = RandomMessages.prediction(random);
            Prediction other = RandomMessages.prediction(random);
            Instant asOf = one.referenceTime().isAfter(other.asOf()) ? one.asOf() : other.asOf();
            Prediction expected = new Prediction(
                    other.requestId(),
                    one.ticker(),
                    one.model(),
                    asOf,
                    one.referenceTime(),
                    one.referencePrice(),
                    one.horizonBars(),
                    one.predictedPrice(),
                    one.confidence(),
                    one.featuresSource(),
                    other.predictedAt());

            byte[] json = PredictionTemplate.of(one).encode(other.requestId(), asOf, other.predictedAt());

            assertSameBytes(json, JacksonMessages.encode(expected));
        }
    }

    @Test
    void aTemplateWritesNoPredictionThatCouldNotBe() {
        PredictionTemplate template = PredictionTemplate.of(prediction("r1", NOON));

        assertThatThrownBy(() -> template.encode("ü", NOON, NOON))
                .hasMessage("request_id is 'ü', expected 1 to 128 printable ASCII characters");
        assertThatThrownBy(() -> template.encode("r1", NOON.minusNanos(1), NOON))
                .hasMessage("reference_time is 2017-03-01T12:00:00Z, expected at or before as_of,"
                        + " which is 2017-03-01T11:59:59.999999999Z");
        assertThatThrownBy(() -> template.encode("r1", Instant.MAX, NOON)).hasMessageStartingWith("as_of is ");
        assertThatThrownBy(() -> template.encode("r1", NOON, Instant.MIN)).hasMessageStartingWith("predicted_at is ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "\\", "\"\\\"", "a\"b", "\\n", "/", "<&'>", "~", " ", "{\"request_id\":\"r1\"}"})
    void anyIdIsWrittenAsJacksonWritesIt(String id) {
        Prediction prediction = prediction(id, NOON);
        PredictionRequest request = PredictionRequest.of(id, AAPL);

        assertSameBytes(PredictionJson.encode(prediction), JacksonMessages.encode(prediction));
        assertSameBytes(PredictionTemplate.of(prediction).encode(id, NOON, NOON), JacksonMessages.encode(prediction));
        assertSameBytes(PredictionRequestJson.encode(request), JacksonMessages.encode(request));
    }

    @Test
    void theLongestIdOfQuotesIsWritten() {
        anyIdIsWrittenAsJacksonWritesIt("\"".repeat(128));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1900-01-01T00:00:00Z",
                "1900-02-28T23:59:59.999999999Z",
                "1900-03-01T00:00:00.000000001Z",
                "1999-12-31T23:59:59.999Z",
                "2000-02-29T12:34:56.000001Z",
                "2100-02-28T00:00:00.1Z",
                "2100-03-01T00:00:00.100001Z",
                "2199-12-31T23:59:59.999999999Z"
            })
    void anyTimeIsWrittenAsJavaWritesIt(String time) {
        Prediction prediction = prediction("r1", Instant.parse(time));

        assertSameBytes(PredictionJson.encode(prediction), JacksonMessages.encode(prediction));
    }

    @Test
    void everyDayIsWrittenAsJavaWritesIt() {
        byte[] out = new byte[30];
        Instant end = Instant.parse("2200-01-01T00:00:00Z");
        for (Instant time = Instant.parse("1900-01-01T00:00:00Z");
                time.isBefore(end);
                time = time.plusSeconds(86_399)) {
            int length = TimeText.write(time, out, 0);

            assertThat(new String(out, 0, length, ISO_8859_1)).isEqualTo(time.toString());
        }
    }

    @Test
    void aFeatureOfAnyMagnitudeIsWrittenAsJacksonWritesIt() {
        for (double value : new double[] {0, -0.0, 5, -5, 0.5, -0.001, 1e7, -1e-300, Double.MAX_VALUE}) {
            PredictionRequest request =
                    new PredictionRequest("r1", AAPL, "normal", null, Map.of("z", value, "a", -value), null);

            assertSameBytes(PredictionRequestJson.encode(request), JacksonMessages.encode(request));
        }
    }

    private static Prediction prediction(String id, Instant time) {
        return new Prediction(
                id, AAPL, new ModelId("normal", 1), time, time, 1.5, 1, 2.25, 0.5, FeaturesSource.PRICES, time);
    }

    private static void assertSameBytes(byte[] actual, byte[] expected) {
        // as text, so that a difference can be read
        assertThat(new String(actual, ISO_8859_1)).isEqualTo(new String(expected, ISO_8859_1));
    }
}
