package dev.presage.evaluator.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.presage.evaluator.statistics.Simulation.Drop;
import dev.presage.evaluator.statistics.Simulation.Sounded;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * Good models are seldom accused and bad ones found, as docs/verdict.md says, which this makes. {@code -Ddocs=write} writes it anew, as
 * {@code make docs} does; {@code -Dverdict.years=20000} lets more years go by, and writes target/verdict.md instead.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HonestAlarmsTest {
    private final Simulation simulation;
    private final List<Sounded> falseAlarms;
    private final List<Drop> drops;

    HonestAlarmsTest() throws Exception {
        simulation = new Simulation(Integer.getInteger("verdict.years", Simulation.YEARS));
        falseAlarms = simulation.falseAlarms();
        drops = simulation.drops();
    }

    @Test
    void aModelAsGoodAsExpectedIsAccusedInAtMostOneYearOfTwenty() {
        assertThat(falseAlarms).hasSize(7).allSatisfy(row -> {
            assertThat(row.nights(AlarmRule.ANYTIME).alarms()).isLessThanOrEqualTo(simulation.mostFalseAlarms());
            assertThat(row.withMargin(AlarmRule.ANYTIME).alarms())
                    .isLessThanOrEqualTo(row.nights(AlarmRule.ANYTIME).alarms());
        });
    }

    /** Or else the simulation would be too easy to show anything. */
    @Test
    void theBoundThatForecastsAreIndependentForAccusesMostGoodModels() {
        assertThat(falseAlarms)
                .allSatisfy(
                        row -> assertThat(row.nights(AlarmRule.NAIVE).share()).isGreaterThan(0.5));
    }

    @Test
    void theClusteredBoundIsAboutRightOnOneNightAndNotOnEveryNight() {
        assertThat(falseAlarms).allSatisfy(row -> {
            assertThat(row.nights(AlarmRule.CLUSTERED).shareOfOneNight())
                    .isLessThan(row.market().horizon() == 1 ? 0.04 : 0.08);
            assertThat(row.nights(AlarmRule.CLUSTERED).share()).isGreaterThan(0.5);
        });
    }

    @Test
    void forecastsAreAsAlikeAsTheShippedModelsWere() {
        Market market = new Market(20, 1, simulation.shared);
        double[] right = market.right(new SplittableRandom(5), 20_000, session -> simulation.expected.ratio());
        double[] trials = new double[right.length];
        Arrays.fill(trials, market.tickers());

        assertThat(IntraclassCorrelation.of(right, trials))
                .hasValueCloseTo(simulation.afterTraining().intraclassCorrelation(), within(0.005));
        assertThat(ClusteredRatio.of(right, trials, 0).ratio()).isCloseTo(simulation.expected.ratio(), within(0.005));
    }

    @Test
    void forecastsThatOverlapAreAlikeFromSessionToSession() {
        Market market = new Market(20, 5, simulation.shared);
        double[] right = market.right(new SplittableRandom(5), 20_000, session -> simulation.expected.ratio());
        double[] trials = new double[right.length];
        Arrays.fill(trials, market.tickers());

        assertThat(IntraclassCorrelation.of(right, trials))
                .hasValueCloseTo(simulation.afterTraining().intraclassCorrelation(), within(0.01));
        assertThat(correlation(right, 1)).isBetween(0.6, 0.9);
        assertThat(correlation(right, 5)).isCloseTo(0, within(0.05));
    }

    private static double correlation(double[] values, int distance) {
        double mean = Arrays.stream(values).average().orElseThrow();
        double product = 0;
        double square = 0;
        for (int i = distance; i < values.length; i++) {
            product += (values[i] - mean) * (values[i - distance] - mean);
            square += (values[i] - mean) * (values[i] - mean);
        }
        return product / square;
    }

    @Test
    void aDropByTenPointsIsFoundWithinAQuarterOfAYear() {
        assertThat(drops)
                .filteredOn(row -> row.size() == 0.1 && row.atOnce().market().horizon() == 1)
                .hasSize(3)
                .allSatisfy(row -> {
                    assertThat(row.atOnce().nights(AlarmRule.ANYTIME).median().orElse(Nights.YEAR))
                            .isLessThan(Nights.YEAR / 4);
                    assertThat(row.atOnce().nights(AlarmRule.ANYTIME).share()).isGreaterThan(0.98);
                    assertThat(row.later().nights(AlarmRule.ANYTIME).share()).isGreaterThan(0.9);
                });
    }

    @Test
    void aDropByTwoPointsIsMostlyNotFoundWithinAYear() {
        assertThat(drops).filteredOn(row -> row.size() == 0.02).hasSize(3).allSatisfy(row -> assertThat(
                        row.atOnce().nights(AlarmRule.ANYTIME).share())
                .isLessThan(0.5));
    }

    @Test
    void thePageSaysWhatWasFound() throws Exception {
        String page = VerdictPage.of(simulation, falseAlarms, drops);
        boolean asManyYears = simulation.years == Simulation.YEARS;
        Path file = asManyYears ? VerdictPage.COMMITTED : Path.of("target/verdict.md");
        if (!asManyYears || "write".equals(System.getProperty("docs"))) {
            Files.writeString(file, page);
        }

        assertThat(file).as("`make docs` writes it anew").hasContent(page);
    }
}
