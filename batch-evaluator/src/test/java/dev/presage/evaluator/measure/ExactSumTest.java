package dev.presage.evaluator.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactSumTest {
    private static double sum(double... numbers) {
        ExactSum sum = new ExactSum();
        Arrays.stream(numbers).forEach(sum::add);
        return sum.value();
    }

    @Test
    void losesNothingBetweenNumbersOfDifferentSizes() {
        assertThat(sum()).isZero();
        assertThat(sum(1, 1e100, 1, -1e100)).isEqualTo(2);
        assertThat(sum(0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1)).isEqualTo(1);
    }

    @Test
    void roundsToTheNearestAlsoWhenTheSumLiesBetweenTwoDoubles() {
        // From the tests of Python's math.fsum.
        assertThat(sum(1e16, 1, 1e-16)).isEqualTo(10000000000000002.0);
        assertThat(sum(1e16 - 2, 1 - Math.pow(2, -53), -(1e16 - 2), -(1 - Math.pow(2, -53))))
                .isZero();
        assertThat(sum(Math.pow(2, 53), 1, Math.pow(2, -100))).isEqualTo(Math.pow(2, 53) + 2);
        assertThat(sum(Math.pow(2, 53), -0.5, -Math.pow(2, -54))).isEqualTo(Math.pow(2, 53) - 1);
    }

    @Test
    void isTheNearestDoubleToTheExactSumInAnyOrderAndInParts() {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            double[] numbers = random.doubles(50)
                    .map(number -> (number - 0.5) * Math.pow(2, random.nextInt(120) - 60))
                    .toArray();
            double expected = Arrays.stream(numbers)
                    .mapToObj(BigDecimal::new)
                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                    .doubleValue();
            ExactSum forwards = new ExactSum();
            ExactSum backwards = new ExactSum();
            for (int i = 0; i < numbers.length; i++) {
                forwards.add(numbers[i]);
                (i % 3 == 0 ? backwards : forwards).add(0);
            }
            for (int i = numbers.length - 1; i >= 0; i--) {
                backwards.add(numbers[i]);
            }
            ExactSum twice = new ExactSum();
            twice.merge(forwards);
            twice.merge(backwards);

            assertThat(forwards.value()).isEqualTo(expected);
            assertThat(backwards.value()).isEqualTo(expected);
            assertThat(twice.value()).isEqualTo(2 * expected);
        }
    }

    @Test
    void addsMultiplesAsIfOneByOne() {
        ExactSum multiple = new ExactSum();
        multiple.add(0.1, 1_000_003);
        ExactSum oneByOne = new ExactSum();
        for (int i = 0; i < 1_000_003; i++) {
            oneByOne.add(0.1);
        }

        assertThat(multiple.value()).isEqualTo(oneByOne.value());
    }

    @Test
    void isNotFiniteOnceItTookInWhatIsNot() {
        assertThat(Double.isFinite(sum(1, Double.POSITIVE_INFINITY, 1))).isFalse();
    }
}
