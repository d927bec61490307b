package dev.presage.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.io.NumberOutput;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ShortestDecimalTest {
    private final byte[] out = new byte[ShortestDecimal.MOST_BYTES];

    @Test
    void writesAnyDoubleAsTheLibraryDoes() {
        Random random = new Random(10);
        for (int i = 0; i < 100_000; i++) {
            double number = Double.longBitsToDouble(random.nextLong());
            if (Double.isFinite(number)) {
                assertWritten(number);
            }
        }
    }

    @Test
    void writesPricesAndProbabilitiesAsTheLibraryDoes() {
        Random random = new Random(11);
        for (int i = 0; i < 100_000; i++) {
            assertWritten(random.nextDouble());
            assertWritten(Math.pow(10, -3 + 10 * random.nextDouble()));
            assertWritten(random.nextInt(10_000_000) / Math.pow(10, random.nextInt(8)));
            assertWritten((float) random.nextGaussian());
        }
    }

    @Test
    void writesBoundsAndTheirNeighboursAsTheLibraryDoes() {
        for (int exponent = -1074; exponent <= 1023; exponent++) {
            assertWrittenAround(Math.scalb(1.0, exponent));
        }
        for (int exponent = -323; exponent <= 308; exponent++) {
            assertWrittenAround(Double.parseDouble("1e" + exponent));
        }
        for (double number :
                new double[] {0.0, 2e-3, 9999999.999999998, 9999999.5, 0.1 + 0.2, 2.0 / 3, Double.MAX_VALUE}) {
            assertWrittenAround(number);
        }
    }

    @Test
    void takesTheBytesItSays() {
        assertThat(ShortestDecimal.write(-Double.MIN_NORMAL, out, 0)).isEqualTo(ShortestDecimal.MOST_BYTES);
    }

    private void assertWrittenAround(double number) {
        for (double one : new double[] {number, Math.nextUp(number), Math.nextDown(number)}) {
            assertWritten(one);
            assertWritten(-one);
        }
    }

    private void assertWritten(double number) {
        String written = new String(out, 0, ShortestDecimal.write(number, out, 0), ISO_8859_1);

        // not by assertThat alone: half a million of them
        if (!written.equals(NumberOutput.toString(number, true)) || Double.parseDouble(written) != number) {
            assertThat(written).isEqualTo(NumberOutput.toString(number, true));
            assertThat(Double.parseDouble(written)).isEqualTo(number);
        }
    }
}
