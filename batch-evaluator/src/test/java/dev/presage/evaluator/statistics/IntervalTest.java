package dev.presage.evaluator.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {
    /** The bounds as the roots of their quadratic equation, by figures/figures.py: {@code wilson(ratio, n)}. */
    @ParameterizedTest
    @CsvSource({
        "0.0, 1, 0.0, 0.7934506856227626",
        "1.0, 1, 0.2065493143772375, 1.0",
        "0.8, 10, 0.490162471536642, 0.9433178485456244",
        "0.0, 10, 0.0, 0.27753279986288915",
        "0.485, 250, 0.42374552740331994, 0.5467084715815433",
        "0.55, 5, 0.19963268488803543, 0.8569190686336471",
        "0.5274, 100000, 0.5243046882438026, 0.5304932067176278"
    })
    void boundsAreThoseOfTheScoreTest(double ratio, double trials, double lower, double upper) {
        Interval interval = Interval.wilson(ratio, trials);

        assertThat(interval.lower()).isCloseTo(lower, within(1e-12));
        assertThat(interval.upper()).isCloseTo(upper, within(1e-12));
    }
}
