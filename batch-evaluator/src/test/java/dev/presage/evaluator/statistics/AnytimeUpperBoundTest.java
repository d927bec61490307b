package dev.presage.evaluator.statistics;

import static dev.presage.evaluator.statistics.Independent.numbers;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnytimeUpperBoundTest {
    /** How far claims lie apart on the grid of independent.py. */
    private static final double STEP = 1 / 200_000.0;

    static Stream<JsonNode> numpy() {
        return Independent.fromPython("anytime");
    }

    @ParameterizedTest
    @MethodSource("numpy")
    void isTheLeastClaimThatBettingAgainstEveryOneRefutes(JsonNode expected) {
        double[] least = numbers(expected.path("bounds"));

        double[] bounds = AnytimeUpperBound.after(
                numbers(expected.path("values")), expected.path("horizon").intValue());

        assertThat(bounds).hasSameSizeAs(least);
        for (int i = 0; i < bounds.length; i++) {
            assertThat(bounds[i]).as("after value %d", i).isBetween(least[i] - STEP - 1e-9, least[i] + 1e-9);
        }
    }

    @Property(tries = 50)
    void neverRises(
            @ForAll @Size(min = 1, max = 40) double @DoubleRange(max = 1) [] values,
            @ForAll @IntRange(min = 1, max = 6) int horizon) {
        double[] bounds = AnytimeUpperBound.after(values, horizon);

        double before = 1;
        for (double bound : bounds) {
            assertThat(bound).isBetween(0.0, before);
            before = bound;
        }
    }

    /** The worst there is: every session all right or all wrong, looked at for four years. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.9})
    void isBelowTheTrueMeanInAtMostOneSequenceOfTwentyHoweverOftenItIsLookedAt(double mean) {
        Random random = new Random(7);
        int sequences = 2000;
        int ever = 0;
        for (int i = 0; i < sequences; i++) {
            Doubt truth = new Doubt(mean, 1);
            for (int session = 0; session < 1000; session++) {
                truth.see(random.nextDouble() < mean ? 1 : 0);
            }
            ever += truth.refuted() ? 1 : 0;
        }

        assertThat(ever)
                .isPositive()
                .isLessThanOrEqualTo(BinomialDistribution.of(sequences, AnytimeUpperBound.ERROR_RATE)
                        .inverseCumulativeProbability(0.999));
    }

    @Test
    void comesCloseToTheMeanInTheEnd() {
        Random random = new Random(3);
        double[] values =
                random.doubles(250).map(value -> value < 0.5 ? 0.4 : 0.6).toArray();

        double[] bounds = AnytimeUpperBound.after(values, 1);

        assertThat(bounds[249]).isBetween(0.5, 0.56);
        assertThat(bounds[0]).as("one session refutes hardly anything").isGreaterThan(0.9);
    }

    @Test
    void sessionsWithoutAValueChangeNothing() {
        double[] bounds = AnytimeUpperBound.after(new double[] {Double.NaN, 0, 0, Double.NaN, 0, 0, 0, Double.NaN}, 1);

        assertThat(bounds[0]).isEqualTo(1);
        assertThat(bounds[3]).isEqualTo(bounds[2]);
        assertThat(bounds[7]).isEqualTo(bounds[6]).isLessThan(0.95);
    }
}
