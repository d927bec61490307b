package dev.presage.evaluator.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.within;

import dev.presage.contract.FeaturesSource;
import dev.presage.contract.ModelId;
import dev.presage.contract.ModelManifest.Direction;
import dev.presage.contract.Prediction;
import dev.presage.contract.PriceBar;
import dev.presage.contract.Ticker;
import dev.presage.evaluator.match.Matcher;
import dev.presage.evaluator.match.Period;
import dev.presage.evaluator.match.PriceHistory;
import dev.presage.evaluator.match.PriceLog;
import dev.presage.evaluator.match.SessionCalendar;
import dev.presage.evaluator.recompute.FeatureHistory;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ForecastsTest {
    private static final Ticker AAPL = new Ticker("AAPL");
    private static final ModelId NORMAL = new ModelId("normal", 1);
    private static final LocalDate MONDAY = LocalDate.parse("2017-03-06");
    private static final LocalDate TUESDAY = MONDAY.plusDays(1);
    private static final Instant FRIDAY_CLOSE = Instant.parse("2017-03-03T21:00:00Z");
    private static final Instant MONDAY_CLOSE = Instant.parse("2017-03-06T21:00:00Z");
    private static final Instant TUESDAY_CLOSE = Instant.parse("2017-03-07T21:00:00Z");

    private final SessionCalendar calendar;
    private final Matcher matcher;

    /** Friday 100, Monday 110, Tuesday 110. */
    ForecastsTest() {
        PriceLog log = new PriceLog(0);
        log.add(bar(FRIDAY_CLOSE, 100), 0, 0);
        log.add(bar(MONDAY_CLOSE, 110), 0, 1);
        log.add(bar(TUESDAY_CLOSE, 110), 0, 2);
        PriceHistory prices = PriceHistory.of(List.of(log));
        Period period = new Period(MONDAY, TUESDAY, ZoneId.of("America/New_York"));
        calendar =
                new SessionCalendar(period, prices.sessions(period.zone()), 20, Instant.parse("2018-01-01T00:00:00Z"));
        matcher = new Matcher(prices, Map.of(NORMAL, Duration.ofDays(7)), calendar.start(), calendar.end());
    }

    private static PriceBar bar(Instant closeTime, double close) {
        return new PriceBar(AAPL, closeTime, close, close, close, close, 1);
    }

    private static Prediction prediction(Instant reference, double from, double to, double confidence, Instant made) {
        return new Prediction(
                "r", AAPL, NORMAL, reference, reference, from, 1, to, confidence, FeaturesSource.PRICES, made);
    }

    private static Prediction inTime(double to, double confidence) {
        return prediction(FRIDAY_CLOSE, 100, to, confidence, FRIDAY_CLOSE.plusSeconds(60));
    }

    private static Prediction inHindsight(double to) {
        return prediction(FRIDAY_CLOSE, 100, to, 0.6, MONDAY_CLOSE);
    }

    private Figures figures(LocalDate from, LocalDate to, boolean hindsightMeasured, Prediction... predictions) {
        Forecasts forecasts = new Yardstick(matcher, hindsightMeasured).forecasts();
        List.of(predictions).forEach(forecasts::add);
        ModelForecasts ofModel = forecasts.finish(calendar).getOrDefault(NORMAL, new ModelForecasts(calendar));
        return new Measurement(
                        Manifests.of(NORMAL, Direction.UP),
                        ofModel,
                        calendar,
                        new FeatureHistory(PriceHistory.of(List.of())),
                        Optional.empty())
                .figures(calendar.sessions().subSet(from, true, to, true), to);
    }

    private static double measure(Figures figures, Measure measure) {
        assertThat(figures.measures()).containsKey(measure);
        return figures.measures().getOrDefault(measure, Double.NaN);
    }

    @Test
    void manyAnswersToOneQuestionAreOneForecastScoredByTheirAverage() {
        Figures figures =
                figures(MONDAY, MONDAY, false, inTime(104, 0.8), inTime(104, 0.8), inTime(98, 0.6), inTime(100, 0.9));

        assertThat(figures.count(ForecastState.EVALUATED)).isEqualTo(1);
        assertThat(figures.answers()).isEqualTo(4);
        assertThat(measure(figures, Measure.ACCURACY_RATIO)).isEqualTo((1 + 1 + 0 + 0.5) / 4);
        assertThat(measure(figures, Measure.MEAN_ABSOLUTE_ERROR_USD)).isEqualTo((6 + 6 + 12 + 10) / 4.0);
        assertThat(measure(figures, Measure.BIAS_USD)).isEqualTo(-8.5);
        assertThat(measure(figures, Measure.ROOT_MEAN_SQUARED_ERROR_USD))
                .isCloseTo(Math.sqrt((36 + 36 + 144 + 100) / 4.0), within(1e-12));
        assertThat(measure(figures, Measure.SKILL_RATIO)).isCloseTo(1 - 8.5 / 10, within(1e-12));
        assertThat(measure(figures, Measure.BRIER_SCORE))
                .as("the undecided answer is left out")
                .isCloseTo((0.04 + 0.04 + 0.36) / 3, within(1e-12));
    }

    @Test
    void aPriceThatDoesNotMoveIsHalfRight() {
        Prediction up = prediction(MONDAY_CLOSE, 110, 111, 0.7, MONDAY_CLOSE.plusSeconds(1));

        Figures figures = figures(TUESDAY, TUESDAY, false, up);

        assertThat(measure(figures, Measure.ACCURACY_RATIO)).isEqualTo(0.5);
        assertThat(measure(figures, Measure.BASELINE_ACCURACY_RATIO)).isEqualTo(0.5);
        assertThat(figures.measures())
                .as("nothing to divide by")
                .doesNotContainKeys(Measure.SKILL_RATIO, Measure.BRIER_SCORE, Measure.CALIBRATION_ERROR_RATIO);
    }

    @Test
    void ofAFewForecastsNoCalibrationErrorIsToldAndTheyAreWorthOneAtLeast() {
        Figures figures = figures(
                MONDAY,
                TUESDAY,
                false,
                inTime(104, 0.8),
                prediction(FRIDAY_CLOSE.plusSeconds(1), 120, 119, 0.6, FRIDAY_CLOSE.plusSeconds(2)),
                prediction(MONDAY_CLOSE, 109, 108, 0.7, MONDAY_CLOSE.plusSeconds(1)));

        assertThat(figures.count(ForecastState.EVALUATED)).isEqualTo(3);
        assertThat(measure(figures, Measure.EFFECTIVE_FORECASTS)).isBetween(1.0, 3.0);
        assertThat(figures.measures())
                .containsKey(Measure.BRIER_SCORE)
                .doesNotContainKeys(
                        Measure.CALIBRATION_ERROR_RATIO,
                        Measure.CALIBRATION_ERROR_LOWER_RATIO,
                        Measure.CALIBRATION_ERROR_UPPER_RATIO);
    }

    @Test
    void forecastsMadeWhenTheTruthHadClosedAreCountedApart() {
        Figures figures = figures(MONDAY, MONDAY, false, inHindsight(110));

        assertThat(figures.forecasts())
                .containsExactly(
                        entry(ForecastState.EVALUATED, 0L),
                        entry(ForecastState.PENDING, 0L),
                        entry(ForecastState.MISSING_TRUTH, 0L),
                        entry(ForecastState.HINDSIGHT, 1L),
                        entry(ForecastState.SUSPECT, 0L));
        assertThat(figures.measures()).isEmpty();
    }

    @Test
    void hindsightIsMeasuredOnRequestAndStillCounted() {
        Figures figures = figures(MONDAY, MONDAY, true, inHindsight(110));

        assertThat(figures.count(ForecastState.EVALUATED)).isEqualTo(1);
        assertThat(figures.count(ForecastState.HINDSIGHT)).isEqualTo(1);
        assertThat(measure(figures, Measure.ACCURACY_RATIO)).isEqualTo(1);
    }

    @Test
    void aForecastWithOneAnswerInTimeIsScoredByThatAlone() {
        Figures figures = figures(MONDAY, MONDAY, false, inHindsight(110), inTime(98, 0.6), inHindsight(110));

        assertThat(figures.count(ForecastState.EVALUATED)).isEqualTo(1);
        assertThat(figures.count(ForecastState.HINDSIGHT)).isZero();
        assertThat(measure(figures, Measure.ACCURACY_RATIO)).isZero();
    }

    @Test
    void aForecastIsPendingUntilItEndsAndBelongsToThatSessionAlone() {
        Prediction[] one = {inTime(104, 0.8)};
        assertThat(figures(MONDAY, MONDAY, false, one).count(ForecastState.EVALUATED))
                .isEqualTo(1);
        assertThat(figures(TUESDAY, TUESDAY, false, one).count(ForecastState.EVALUATED))
                .isZero();

        Prediction waiting = prediction(TUESDAY_CLOSE, 110, 111, 0.7, TUESDAY_CLOSE.plusSeconds(1));
        assertThat(figures(MONDAY, MONDAY, false, waiting).count(ForecastState.PENDING))
                .as("not asked yet")
                .isZero();
        assertThat(figures(TUESDAY, TUESDAY, false, waiting).count(ForecastState.PENDING))
                .isEqualTo(1);
    }

    @Test
    void aReferencePriceThatWasCorrectedSinceIsScoredAsItWasToldAndCounted() {
        Figures figures =
                figures(MONDAY, MONDAY, false, prediction(FRIDAY_CLOSE, 115, 116, 0.7, FRIDAY_CLOSE.plusSeconds(1)));

        assertThat(figures.referencesCorrected()).isEqualTo(1);
        assertThat(measure(figures, Measure.ACCURACY_RATIO))
                .as("115 to 116 is up, 115 to 110 is down")
                .isZero();
    }

    @Test
    void aReferenceBarThatIsNotThereIsCounted() {
        Instant noBar = FRIDAY_CLOSE.plusSeconds(3600);

        Figures figures = figures(MONDAY, MONDAY, false, prediction(noBar, 100, 105, 0.7, noBar.plusSeconds(1)));

        assertThat(figures.referencesAbsent()).isEqualTo(1);
        assertThat(figures.count(ForecastState.EVALUATED)).isEqualTo(1);
    }

    @Test
    void modelsThatNobodyKnowsAreCountedByPredictions() {
        Forecasts one = new Yardstick(matcher, false).forecasts();
        Forecasts other = new Yardstick(matcher, false).forecasts();
        Prediction unknown = new Prediction(
                "r",
                AAPL,
                new ModelId("gone", 3),
                FRIDAY_CLOSE,
                FRIDAY_CLOSE,
                100,
                1,
                101,
                0.6,
                FeaturesSource.PRICES,
                FRIDAY_CLOSE);
        one.add(unknown);
        other.add(unknown);
        one.merge(other);

        assertThat(one.unknownModels()).containsExactly(entry(new ModelId("gone", 3), 2L));
        assertThat(one.size()).isZero();
    }

    @Test
    void memoryGrowsWithQuestionsNotWithAnswers() {
        Forecasts forecasts = new Yardstick(matcher, false).forecasts();
        for (int i = 0; i < 10_000; i++) {
            forecasts.add(inTime(100 + i % 7, 0.5 + i % 3 / 10.0));
        }

        assertThat(forecasts.size()).isEqualTo(1);
    }

    @Test
    void aConfidenceOfMinusZeroIsNoOther() {
        assertThat(new Score(100, 101, -0.0, 102)).isEqualTo(new Score(100, 101, 0.0, 102));
    }
}
