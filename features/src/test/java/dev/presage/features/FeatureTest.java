package dev.presage.features;

import static dev.presage.features.Bars.bar;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.presage.contract.PriceBar;
import dev.presage.contract.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FeatureTest {
    private static final double TOLERANCE = 1e-12;

    @Test
    void equalsWhatWasComputedOutsideJavaForRealBars() throws IOException {
        Map<Ticker, BarWindow> windows = new HashMap<>();
        for (PriceBar bar : DailyBars.read(Path.of("../data/daily-bars.csv"))) {
            windows.merge(bar.ticker(), BarWindow.empty(1000).with(bar), (window, one) -> window.with(one.last()));
        }
        List<String> lines = fixture();
        String[] header = lines.get(0).split(",", -1);
        int compared = 0;
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            BarWindow window = Objects.requireNonNull(windows.get(new Ticker(fields[0])))
                    .until(DailyBars.closeTime(LocalDate.parse(fields[1])));
            for (int i = 2; i < header.length; i++) {
                compare(Feature.named(header[i]).orElseThrow(), window, fields[i], line);
                compared++;
            }
        }
        assertThat(compared).isGreaterThan(1000);
    }

    private static void compare(Feature feature, BarWindow window, String expected, String line) {
        if (expected.isEmpty()) {
            assertThat(window.size()).as("bars for %s: %s", feature, line).isLessThan(feature.barsNeeded());
            return;
        }
        double value = Double.parseDouble(expected);
        assertThat(feature.of(window))
                .as("%s: %s", feature, line)
                .isCloseTo(value, within(TOLERANCE * Math.abs(value)));
    }

    private static List<String> fixture() throws IOException {
        try (InputStream in = FeatureTest.class.getResourceAsStream("expected-features.csv")) {
            return new String(
                            Objects.requireNonNull(in, "expected-features.csv").readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    @ParameterizedTest
    @EnumSource
    void needsNoMoreBarsThanItSaysAndRefusesFewer(Feature feature) {
        BarWindow enough = window(IntStream.range(0, feature.barsNeeded()).mapToObj(Bars::bar));
        BarWindow tooFew = window(IntStream.range(1, feature.barsNeeded()).mapToObj(Bars::bar));

        assertThat(feature.of(enough)).isFinite();
        assertThatThrownBy(() -> feature.of(tooFew))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("%s needs %d bars, the window has %d"
                        .formatted(feature.featureName(), feature.barsNeeded(), feature.barsNeeded() - 1));
    }

    @ParameterizedTest
    @EnumSource
    void sharesItsValueWithALongerWindowThatEndsAtTheSameBar(Feature feature) {
        BarWindow longer = window(IntStream.range(0, 40).mapToObj(i -> bar(i, 100 + i * 7 % 13)));
        BarWindow shorter =
                window(IntStream.range(40 - feature.barsNeeded(), 40).mapToObj(i -> bar(i, 100 + i * 7 % 13)));

        assertThat(feature.of(longer)).isEqualTo(feature.of(shorter));
    }

    @ParameterizedTest
    @EnumSource
    void isFoundByItsNameOnly(Feature feature) {
        assertThat(Feature.named(feature.featureName())).contains(feature);
        assertThat(Feature.named(feature.name())).isEmpty();
    }

    @Test
    void volatilityOfEqualReturnsIsExactlyZero() {
        BarWindow doubling = window(IntStream.range(0, 21).mapToObj(i -> bar(i, Math.scalb(0.1, i))));

        assertThat(Feature.VOLATILITY_20.of(doubling)).isZero();
    }

    @Test
    void volumeZOfEqualVolumesIsExactlyZeroEvenWhereTheirMeanIsNotRepresentable() {
        BarWindow equal = window(IntStream.range(0, 20).mapToObj(i -> Bars.withVolume(i, 0.1)));

        assertThat(Feature.VOLUME_Z_20.of(equal)).isZero();
    }

    @Test
    void volumeZKeepsItsDigitsFarFromZero() {
        BarWindow far = window(IntStream.range(0, 20).mapToObj(i -> Bars.withVolume(i, 1e15 + i)));

        // 0..19 have mean 9.5 and sample standard deviation sqrt(35)
        assertThat(Feature.VOLUME_Z_20.of(far)).isCloseTo(9.5 / Math.sqrt(35), within(TOLERANCE));
    }

    @ParameterizedTest
    @CsvSource({
        "2017-03-05T23:59:59-05:00, 6", // a Sunday
        "2017-03-06T00:00:00-05:00, 0",
        "2017-03-06T23:59:59-05:00, 0", // already Tuesday in Greenwich
        "2017-07-14T23:59:59-04:00, 4",
        "2017-07-15T00:00:00-04:00, 5",
        "1969-12-31T16:00:00-05:00, 2",
    })
    void dayOfWeekIsTheDayInNewYork(String closeTime, int day) {
        PriceBar bar = new PriceBar(Bars.AAPL, Instant.parse(closeTime), 1, 1, 1, 1, 1);

        assertThat(Feature.DAY_OF_WEEK.of(BarWindow.empty(1).with(bar))).isEqualTo(day);
    }

    @Test
    void dayOfWeekFollowsTheRulesOfNewYorkFrom1900To2199() {
        ZoneId newYork = ZoneId.of("America/New_York");
        Random random = new Random(1);
        for (int i = 0; i < 50_000; i++) {
            Instant hour = Instant.ofEpochSecond(3600 * random.nextLong(-613_608, 2_016_000));
            for (Instant close : List.of(hour, hour.minusNanos(1))) {
                BarWindow window = BarWindow.empty(1).with(new PriceBar(Bars.AAPL, close, 1, 1, 1, 1, 1));
                int day = close.atZone(newYork).getDayOfWeek().getValue() - 1;
                if (Feature.DAY_OF_WEEK.of(window) != day) {
                    throw new AssertionError(close + " is " + Feature.DAY_OF_WEEK.of(window) + ", not " + day);
                }
            }
        }
    }

    private static BarWindow window(Stream<PriceBar> bars) {
        return BarWindow.of(100, bars.toList());
    }
}
