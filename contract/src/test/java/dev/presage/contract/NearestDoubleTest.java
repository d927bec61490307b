package dev.presage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class NearestDoubleTest {
    private int decided;
    private int asked;

    @Test
    void isWhatJavaParses() {
        Random random = new Random(15);
        for (int i = 0; i < 300_000; i++) {
            long digits = random.nextLong() >>> (1 + random.nextInt(63));
            check(digits, random.nextInt(200) - 100);
            check(digits, -random.nextInt(20));
        }
        assertThat(decided).isGreaterThan(asked / 2);
    }

    @Test
    void isWhatJavaParsesOfWhatItWrites() {
        Random random = new Random(16);
        for (int i = 0; i < 200_000; i++) {
            double number = Math.abs(random.nextGaussian());
            String text = new java.math.BigDecimal(String.valueOf(number)).toPlainString();
            check(Long.parseLong(text.replace(".", "")), text.indexOf('.') + 1 - text.length());
        }
        assertThat(decided).isGreaterThan((int) (asked * 0.98));
    }

    @Test
    void decidesNothingWrongNearTheMiddleOfTwoDoubles() {
        for (long odd = (1L << 53) + 1; odd < (1L << 53) + 2000; odd += 2) {
            for (int exponent = -30; exponent < 30; exponent++) {
                check(odd, exponent);
                check(odd * 10, exponent);
                check(odd * 10 + 1, exponent);
                check(odd * 10 - 1, exponent);
            }
        }
    }

    private void check(long digits, int exponent) {
        double number = NearestDouble.of(digits, exponent);
        asked++;
        if (!Double.isNaN(number)) {
            decided++;
            if (number != Double.parseDouble(digits + "e" + exponent)) {
                throw new AssertionError(digits + "e" + exponent + " is not " + number);
            }
        }
    }
}
