package dev.presage.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** That no invalid message can be made, and what is said to who tries. */
class RecordsTest {
    private static final Ticker AAPL = new Ticker("AAPL");
    private static final Instant NOON = Instant.parse("2017-03-01T12:00:00Z");
    private static final Instant TOO_LATE = Instant.parse("2200-01-01T00:00:00Z");
    private static final double NAN = Double.NaN;

    @Test
    void aTickerIsAFewPlainCharacters() {
        String expected = ", expected 1 to 32 of the characters A-Z a-z 0-9 . _ : = ^ / -";

        assertThat(Stream.of(
                                "A",
                                "BRK.B",
                                "EURUSD=X",
                                "^GSPC",
                                "BTC-USD",
                                "XNAS:AAPL",
                                "ES_F/Z7",
                                "9984.T",
                                "A".repeat(32))
                        .map(Ticker::new))
                .hasSize(9);
        assertRefused(() -> new Ticker(""), "ticker is ''" + expected);
        assertRefused(() -> new Ticker("AA PL"), "ticker is 'AA PL'" + expected);
        assertRefused(() -> new Ticker("AAPL\n"), "ticker is 'AAPL\\u000a'" + expected);
        assertRefused(() -> new Ticker("Ä"), "ticker is 'Ä'" + expected);
        assertRefused(() -> new Ticker("A".repeat(33)), "ticker is '" + "A".repeat(33) + "'" + expected);
    }

    @Test
    void tickersSortBySymbolAndReadAsIt() {
        assertThat(Stream.of("TSLA", "AAPL").map(Ticker::new).sorted())
                .map(Ticker::toString)
                .containsExactly("AAPL", "TSLA");
    }

    @Test
    void aBarsPricesAreFiniteAboveZeroAndInOrder() {
        assertRefused(() -> bar(0, 2, 1, 1.5, 7), "open is 0.0, expected a finite price above 0");
        assertRefused(
                () -> bar(1, Double.POSITIVE_INFINITY, 1, 1, 7), "high is Infinity, expected a finite price above 0");
        assertRefused(() -> bar(1, 2, -1, 1, 7), "low is -1.0, expected a finite price above 0");
        assertRefused(() -> bar(1, 2, 1, NAN, 7), "close is NaN, expected a finite price above 0");
        assertRefused(() -> bar(1, 2, 3, 2.5, 7), "low is 3.0, expected at most high, which is 2.0");
        assertRefused(() -> bar(1, 2, 1, 2.5, 7), "close is 2.5, expected a price from low 1.0 to high 2.0");
        assertRefused(() -> bar(1, 2, 1, 0.5, 7), "close is 0.5, expected a price from low 1.0 to high 2.0");
        assertRefused(() -> bar(1, 2, 1, 1, -1), "volume is -1.0, expected a finite number of at least 0");
        assertRefused(() -> bar(1, 2, 1, 1, NAN), "volume is NaN, expected a finite number of at least 0");
        assertRefused(
                () -> new PriceBar(AAPL, TOO_LATE, 1, 1, 1, 1, 1),
                "close_time is 2200-01-01T00:00:00Z, expected a time from 1900 to 2199");
    }

    @Test
    void anOpenOutsideTheRangeIsTakenAsFeedsHaveIt() {
        assertThat(bar(5, 2, 1, 1.5, 0).open()).isEqualTo(5);
    }

    @Test
    void aRequestsPartsAreChecked() {
        assertRefused(
                () -> request("ü", "normal", NOON, Map.of()),
                "request_id is 'ü', expected 1 to 128 printable ASCII characters");
        assertRefused(
                () -> request("r1", "", NOON, Map.of()),
                "model_type is '', expected 1 to 64 of the characters a-z 0-9 _ -, the first of them a letter");
        assertRefused(
                () -> request("r1", "normal", Instant.MIN, Map.of()),
                "as_of is -1000000000-01-01T00:00:00Z, expected a time from 1900 to 2199");
        assertRefused(
                () -> new PredictionRequest("r1", AAPL, "normal", null, Map.of(), TOO_LATE),
                "expires_at is 2200-01-01T00:00:00Z, expected a time from 1900 to 2199");
        assertRefused(
                () -> request("r1", "normal", null, Map.of("gap", NAN)),
                "features.gap is NaN, expected a finite number");
        assertRefused(
                () -> request("r1", "normal", null, Map.of("Gap", 1.0)),
                "a feature's name is 'Gap', expected 1 to 64 of the characters a-z 0-9 _, the first of them a letter");
        assertRefused(
                () -> request("r1", "normal", null, features(257)), "features is '257 values', expected at most 256");
        assertThat(request("r1", "normal", null, features(256)).features()).hasSize(256);
    }

    @Test
    void aRequestKeepsItsOwnCopyOfItsFeatures() {
        Map<String, Double> features = new HashMap<>(Map.of("gap", 1.0));
        PredictionRequest request = request("r1", "normal", null, features);

        features.put("gap", NAN);

        assertThat(request.features()).isEqualTo(Map.of("gap", 1.0));
        assertThatThrownBy(() -> request.features().put("gap", NAN)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aPredictionsPartsAreChecked() {
        assertThat(prediction("r1", NOON, 1, 1, 1, 0.5)).isEqualTo(prediction("r1", NOON, 1, 1, 1, 0.5));
        assertRefused(
                () -> prediction("", NOON, 1, 1, 1, 0.5),
                "request_id is '', expected 1 to 128 printable ASCII characters");
        assertRefused(
                () -> prediction("r1", NOON.plusNanos(1), 1, 1, 1, 0.5),
                "reference_time is 2017-03-01T12:00:00.000000001Z, expected at or before as_of, which is 2017-03-01T12:00:00Z");
        assertRefused(
                () -> prediction("r1", NOON, NAN, 1, 1, 0.5),
                "reference_price is NaN, expected a finite price above 0");
        assertRefused(
                () -> prediction("r1", NOON, 1, 0, 1, 0.5), "horizon_bars is 0, expected a whole number of at least 1");
        assertRefused(
                () -> prediction("r1", NOON, 1, 1, -1, 0.5),
                "predicted_price is -1.0, expected a finite price above 0");
        assertRefused(
                () -> prediction("r1", NOON, 1, 1, 1, NAN), "confidence is NaN, expected a probability from 0 to 1");
        assertRefused(
                () -> prediction("r1", NOON, 1, 1, 1, 1.1), "confidence is 1.1, expected a probability from 0 to 1");
        assertRefused(
                () -> prediction("r1", Instant.MIN, 1, 1, 1, 0.5),
                "reference_time is -1000000000-01-01T00:00:00Z, expected a time from 1900 to 2199");
    }

    @Test
    void aModelsVersionIsAPositiveNumberAndSortsAsOne() {
        assertRefused(() -> new ModelId("normal", 0), "model_version is 0, expected a whole number of at least 1");
        assertThat(Stream.of(new ModelId("normal", 10), new ModelId("normal", 9), new ModelId("earnings", 11))
                        .sorted(Comparator.naturalOrder()))
                .map(ModelId::toString)
                .containsExactly("earnings/11", "normal/9", "normal/10");
    }

    private static PriceBar bar(double open, double high, double low, double close, double volume) {
        return new PriceBar(AAPL, NOON, open, high, low, close, volume);
    }

    private static PredictionRequest request(
            String id, String model, @Nullable Instant asOf, Map<String, Double> features) {
        return new PredictionRequest(id, AAPL, model, asOf, features, null);
    }

    private static Prediction prediction(
            String id, Instant reference, double price, int bars, double predicted, double confidence) {
        ModelId model = new ModelId("normal", 1);
        return new Prediction(
                id, AAPL, model, NOON, reference, price, bars, predicted, confidence, FeaturesSource.PRICES, NOON);
    }

    private static Map<String, Double> features(int size) {
        return IntStream.range(0, size).boxed().collect(Collectors.toMap(i -> "f" + i, Integer::doubleValue));
    }

    private static void assertRefused(ThrowingCallable making, String sentence) {
        assertThatThrownBy(making).isInstanceOf(IllegalArgumentException.class).hasMessage(sentence);
    }
}
