package dev.presage.evaluator.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.presage.contract.FeaturesSource;
import dev.presage.contract.ModelId;
import dev.presage.contract.ModelManifest;
import dev.presage.contract.ModelManifest.Direction;
import dev.presage.contract.ModelRepository;
import dev.presage.contract.Prediction;
import dev.presage.contract.PriceBar;
import dev.presage.contract.Ticker;
import dev.presage.evaluator.match.Matcher;
import dev.presage.evaluator.match.Period;
import dev.presage.evaluator.match.PriceHistory;
import dev.presage.evaluator.match.PriceLog;
import dev.presage.evaluator.match.Question;
import dev.presage.evaluator.match.SessionCalendar;
import dev.presage.evaluator.recompute.FeatureHistory;
import dev.presage.evaluator.recompute.PreviousVersion;
import dev.presage.evaluator.recompute.PreviousVersions;
import dev.presage.evaluator.statistics.DieboldMariano;
import dev.presage.features.DailyBars;
import dev.presage.process.Checkout;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The shipped model, as the version before one that nobody has: on the sample bars of the first days of March 2017. */
class ContestTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final ModelManifest NEXT = Manifests.of(new ModelId("normal", 2), Direction.UP);
    private static final Ticker AAPL = new Ticker("AAPL");

    private final Period period = new Period(LocalDate.parse("2017-03-01"), LocalDate.parse("2017-03-10"), NEW_YORK);
    private final PriceHistory prices;
    private final SessionCalendar calendar;
    private final NavigableSet<LocalDate> sessions;

    @SuppressWarnings("NullAway.Init")
    private PreviousVersions versions;

    ContestTest() throws Exception {
        PriceLog log = new PriceLog(0);
        long offset = 0;
        for (PriceBar bar : DailyBars.read(Checkout.own().root().resolve("data/daily-bars.csv"))) {
            log.add(bar, 0, offset++);
        }
        prices = PriceHistory.of(List.of(log));
        calendar = new SessionCalendar(period, prices.sessions(NEW_YORK), 20, Instant.parse("2018-01-01T00:00:00Z"));
        sessions = Window.SESSION.of(calendar.sessions(), period);
    }

    @BeforeEach
    void open() throws Exception {
        ModelRepository repository = ModelRepository.open(Checkout.own().models());
        ModelManifest shipped = repository.manifest(new ModelId("normal", 1));
        versions = new PreviousVersions(repository, Map.of(shipped.id(), shipped), new FeatureHistory(prices));
    }

    @AfterEach
    void close() {
        versions.close();
    }

    private PreviousVersion shipped() {
        return versions.of(NEXT).orElseThrow();
    }

    private static Question question(Instant reference) {
        return new Question(new Question.Series(AAPL, NEXT.id(), FeaturesSource.PRICES, 1), reference);
    }

    private List<Comparison> contest(List<Prediction> predictions, Optional<PreviousVersion> previous) {
        Matcher matcher = new Matcher(prices, Map.of(NEXT.id(), Duration.ofDays(7)), calendar.start(), calendar.end());
        Forecasts forecasts = new Yardstick(matcher, false).forecasts();
        predictions.forEach(forecasts::add);
        ModelForecasts ofModel = forecasts.finish(calendar).getOrDefault(NEXT.id(), new ModelForecasts(calendar));
        return new Contest(ofModel, previous).over(Window.SESSION, sessions, 1);
    }

    /** Of each of the sessions, made at the close before it, of a price so far from the truth. */
    private List<Prediction> forecasts(double off, FeaturesSource source) {
        List<Prediction> predictions = new ArrayList<>();
        for (LocalDate session : sessions) {
            Instant reference = reference(session);
            double told = prices.closeAt(AAPL, reference).orElseThrow();
            double predicted = truth(session) * (1 + off);
            predictions.add(new Prediction(
                    "r", AAPL, NEXT.id(), reference, reference, told, 1, predicted, 0.6, source, reference));
        }
        return predictions;
    }

    private Instant reference(LocalDate session) {
        return DailyBars.closeTime(calendar.sessions().lower(session));
    }

    private double truth(LocalDate session) {
        return prices.closeAt(AAPL, DailyBars.closeTime(session)).orElseThrow();
    }

    @Test
    void aVersionThatIsNeverOffBeatsTheOneBeforeItByAllThatThatIsOff() {
        PreviousVersion shipped = shipped();
        double[] differences = sessions.stream()
                .mapToDouble(session -> {
                    Question question = question(reference(session));
                    double expected = Objects.requireNonNull(
                            shipped.predictedReturns(List.of(question)).get(question));
                    double told = prices.closeAt(AAPL, reference(session)).orElseThrow();
                    return -Math.abs(told * (1 + expected) / truth(session) - 1);
                })
                .toArray();

        List<Comparison> comparisons = contest(forecasts(0, FeaturesSource.PRICES), Optional.of(shipped));

        assertThat(differences).hasSize(8);
        DieboldMariano test = comparisons.get(1).test();
        DieboldMariano expected = DieboldMariano.of(differences, 1).orElseThrow();
        assertThat(comparisons).extracting(Comparison::against).containsExactly("no_change", "version_1");
        assertThat(test.meanDifference()).isNegative().isCloseTo(expected.meanDifference(), within(1e-12));
        assertThat(test.statistic()).isCloseTo(expected.statistic(), within(1e-9));
        assertThat(test.sessions()).isEqualTo(8);
    }

    @Test
    void aVersionThatIsAlwaysOffByATenthLosesAgainstBoth() {
        assertThat(contest(forecasts(0.1, FeaturesSource.PRICES), Optional.of(shipped())))
                .hasSize(2)
                .allSatisfy(comparison ->
                        assertThat(comparison.test().meanDifference()).isBetween(0.08, 0.1));
    }

    @Test
    void whatAProducerSentIsNotAskedOfTheVersionBefore() {
        assertThat(contest(forecasts(0, FeaturesSource.REQUEST), Optional.of(shipped())))
                .extracting(Comparison::against)
                .containsExactly("no_change");
    }

    @Test
    void withoutAVersionBeforeThereIsOneComparison() {
        assertThat(contest(forecasts(0, FeaturesSource.PRICES), Optional.empty()))
                .extracting(Comparison::against)
                .containsExactly("no_change");
    }

    @Test
    void withoutForecastsThereIsNone() {
        assertThat(contest(List.of(), Optional.of(shipped()))).isEmpty();
    }

    @Test
    void onlyAnEarlierVersionThatLooksAsFarAheadIsThePreviousOne() {
        assertThat(versions.of(Manifests.of(new ModelId("normal", 1), Direction.UP)))
                .isEmpty();
        assertThat(versions.of(Manifests.of(new ModelId("other", 2), Direction.UP)))
                .isEmpty();
        assertThat(versions.of(Manifests.of(new ModelId("normal", 2), 3, Duration.ofDays(7), Direction.UP)))
                .isEmpty();
        assertThat(versions.of(NEXT))
                .hasValueSatisfying(version -> assertThat(version.version()).isEqualTo(1));
        assertThat(versions.problems()).isEmpty();
    }
}
