package dev.presage.evaluator.statistics;

import dev.presage.contract.ModelManifest.ExpectedAccuracy;
import dev.presage.evaluator.statistics.Nights.Course;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.statistics.distribution.BinomialDistribution;

/** Years of models that are as alike within a session as the shipped one was on the sample bars of the year after its training. */
final class Simulation {
    /** Of how many years at least. */
    static final int YEARS = 1000;

    final List<SampleYear> sample;
    final ExpectedAccuracy expected;
    final double shared;
    final int years;

    /**
     * The nights on which the rules sounded.
     *
     * @param below by rule, where the alarm sounds if the bound is below what is expected
     * @param belowMargin the same if it must be below that by its standard error
     */
    record Sounded(Market market, Map<AlarmRule, Nights> below, Map<AlarmRule, Nights> belowMargin) {
        Nights nights(AlarmRule rule) {
            return Objects.requireNonNull(below.get(rule));
        }

        Nights withMargin(AlarmRule rule) {
            return Objects.requireNonNull(belowMargin.get(rule));
        }
    }

    /**
     * What became of a model that got worse.
     *
     * @param size by how much its accuracy is less
     * @param atOnce from the year's first night on
     * @param later from the middle of the year on
     */
    record Drop(double size, Sounded atOnce, Sounded later) {}

    /** @param years of models that are as good as expected; for others a quarter of them is enough */
    Simulation(int years) throws Exception {
        this.years = years;
        sample = SampleYear.of(2016, 2017);
        expected = SampleYear.manifest().expectedAccuracy();
        shared = Market.shared(expected.ratio(), afterTraining().intraclassCorrelation());
    }

    /** The year of sample bars that the shipped model was not trained on. */
    SampleYear afterTraining() {
        return sample.get(1);
    }

    /** What a rule that errs in exactly one of twenty years exceeds by bad luck in one of a thousand simulations. */
    int mostFalseAlarms() {
        return BinomialDistribution.of(years, AnytimeUpperBound.ERROR_RATE).inverseCumulativeProbability(0.999);
    }

    /** A model that is exactly as good as expected, for numbers of tickers and bars ahead. */
    List<Sounded> falseAlarms() {
        List<Sounded> rows = new ArrayList<>();
        for (int tickers : new int[] {5, 20, 100, 500}) {
            rows.add(sounded(new Market(tickers, 1, shared), 0, 0));
        }
        for (int tickers : new int[] {5, 20, 100}) {
            rows.add(sounded(new Market(tickers, 5, shared), 0, 0));
        }
        return rows;
    }

    /** A model that becomes worse, by so much, for numbers of tickers; the last one looks five bars ahead. */
    List<Drop> drops() {
        List<Drop> rows = new ArrayList<>();
        for (double size : new double[] {0.02, 0.05, 0.1}) {
            for (int tickers : new int[] {20, 100, 500}) {
                rows.add(drop(new Market(tickers, 1, shared), size));
            }
        }
        rows.add(drop(new Market(100, 5, shared), 0.1));
        return rows;
    }

    private Drop drop(Market market, double size) {
        return new Drop(size, sounded(market, size, 0), sounded(market, size, Nights.YEAR / 2));
    }

    private Sounded sounded(Market market, double drop, int after) {
        Course course = new Course(expected.ratio(), drop, after);
        int enough = drop == 0 ? years : years / 4;
        List<Map<AlarmRule, Nights>> nights =
                Nights.of(market, course, enough, expected.ratio(), expected.ratio() - expected.standardError());
        return new Sounded(market, nights.get(0), nights.get(1));
    }
}
