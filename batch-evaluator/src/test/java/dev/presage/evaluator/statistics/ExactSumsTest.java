package dev.presage.evaluator.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ExactSumsTest {
    private static double sum(double... numbers) {
        ExactSums sum = new ExactSums(1);
        Arrays.stream(numbers).forEach(number -> sum.add(0, number));
        return sum.value(0);
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
            ExactSums forwards = new ExactSums(1);
            ExactSums backwards = new ExactSums(1);
            for (int i = 0; i < numbers.length; i++) {
                forwards.add(0, numbers[i]);
                (i % 3 == 0 ? backwards : forwards).add(0, 0);
            }
            for (int i = numbers.length - 1; i >= 0; i--) {
                backwards.add(0, numbers[i]);
            }
            ExactSums twice = new ExactSums(1);
            twice.merge(forwards);
            twice.merge(backwards);

            assertThat(forwards.value(0)).isEqualTo(expected);
            assertThat(backwards.value(0)).isEqualTo(expected);
            assertThat(twice.value(0)).isEqualTo(2 * expected);
        }
    }

    @Test
    void addsMultiplesAsIfOneByOne() {
        ExactSums multiple = new ExactSums(1);
        multiple.add(0, 0.1, 1_000_003);
        ExactSums oneByOne = new ExactSums(1);
        for (int i = 0; i < 1_000_003; i++) {
            oneByOne.add(0, 0.1);
        }

        assertThat(multiple.value(0)).isEqualTo(oneByOne.value(0));
    }

    @Test
    void isNotFiniteOnceItTookInWhatIsNot() {
        assertThat(Double.isFinite(sum(1, Double.POSITIVE_INFINITY, 1))).isFalse();
    }

    @Test
    void sumsDoNotTouchEachOther() throws IOException {
        ExactSums sums = new ExactSums(3);
        sums.add(1, 0.1);
        sums.add(1, 1e30);
        sums.add(1, 1e-30); // needs more room than there is at first
        sums.add(2, 7);
        sums.add(0, Double.NaN);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        sums.write(new DataOutputStream(bytes));
        ExactSums read = new ExactSums(3);
        read.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        read.merge(sums);
        read.add(1, -2e30);
        read.add(1, -0.2);

        assertThat(read.value(0)).isNaN();
        assertThat(read.value(1)).isEqualTo(2e-30);
        assertThat(read.value(2)).isEqualTo(14);
    }
}
