package dev.presage.contract;

import com.fasterxml.jackson.core.io.NumberOutput;

/**
 * Writes doubles as the shortest decimal that reads back as the same double: the text of {@code Double.toString} from Java 19 on,
 * whatever Java this runs on.
 *
 * <p>What prices and probabilities usually are, at least 0.001 and below ten million, is written here, straight into bytes; Jackson
 * writes the rest. The way is that of R. Giulietti's "The Schubfach way to render doubles" (2020), where for these magnitudes all
 * arithmetic is exact in integers.
 */
final class ShortestDecimal {
    /** The most bytes that a finite double takes, such as -2.2250738585072014E-308. */
    static final int MOST_BYTES = 24;

    private static final double LEAST = 1e-3;
    private static final double END = 1e7;
    private static final int FRACTION_BITS = 52;
    private static final long FRACTION = (1L << FRACTION_BITS) - 1;
    private static final int EXPONENT_OF_UNIT = 1075;
    private static final int MOST_DIGITS = 19;

    private static final long[] POWERS_OF_5 = new long[MOST_DIGITS + 1];
    private static final long[] POWERS_OF_10 = new long[MOST_DIGITS];

    static {
        POWERS_OF_5[0] = 1;
        for (int i = 1; i < POWERS_OF_5.length; i++) {
            POWERS_OF_5[i] = 5 * POWERS_OF_5[i - 1];
        }
        for (int i = 0; i < POWERS_OF_10.length; i++) {
            POWERS_OF_10[i] = POWERS_OF_5[i] << i;
        }
    }

    private ShortestDecimal() {}

    /**
     * Writes a finite number.
     *
     * @param out has room for {@link #MOST_BYTES} from there on
     * @return the end of what was written
     */
    static int write(double number, byte[] out, int at) {
        double magnitude = Math.abs(number);
        int start = at;
        if (number < 0) {
            out[start++] = '-';
        }
        if (magnitude >= LEAST && magnitude < END) {
            if (magnitude == (int) magnitude) {
                int end = Digits.write((int) magnitude, out, start);
                out[end] = '.';
                out[end + 1] = '0';
                return end + 2;
            }
            long bits = Double.doubleToRawLongBits(magnitude);
            if ((bits & FRACTION) != 0) { // else the doubles below it lie closer than those above
                return writeUsual(magnitude, bits, out, start);
            }
        }
        return Digits.ascii(NumberOutput.toString(number, true), out, at);
    }

    /**
     * With the number as c * 2^q and the unit 10^-k just below 2^q, it lies between {@code units} and one more of them, {@code rest}
     * above the former; both it and half the distance to its neighbours are whole when counted in 2^-shift units.
     */
    private static int writeUsual(double magnitude, long bits, byte[] out, int at) {
        long c = (bits & FRACTION) | (FRACTION + 1);
        int minusQ = EXPONENT_OF_UNIT - (int) (bits >>> FRACTION_BITS);
        int k = ((minusQ * 315_653) >> 20) + 1; // 315653 / 2^20 is log10(2); q is -62 to -30 here
        int shift = minusQ + 2 - k;
        long five = POWERS_OF_5[k];
        long low = (c << 2) * five;
        long units = (Math.multiplyHigh(c << 2, five) << -shift) | (low >>> shift);
        long rest = low & ((1L << shift) - 1);
        long reach = (five << 1) + ((c & 1) ^ 1); // the bound itself belongs to even numbers

        long tens = units / 10;
        long above = ((units - 10 * tens) << shift) + rest; // how far the number lies above the tens
        long decimal;
        if (above < reach) {
            decimal = 10 * tens;
        } else if ((10L << shift) - above < reach) {
            decimal = 10 * tens + 10;
        } else {
            decimal = units + (isNextNearer(units, rest, 1L << shift) ? 1 : 0);
        }
        int whole = (int) magnitude; // itself a double, so nothing below it is rounded up to it
        return writePlain(whole, decimal - (whole == 0 ? 0 : whole * POWERS_OF_10[k]), k, out, at);
    }

    /** The nearer of two decimals is always within reach, as they are closer to each other than doubles are. */
    private static boolean isNextNearer(long units, long rest, long one) {
        long twice = rest << 1;
        return twice > one || (twice == one && (units & 1) == 1);
    }

    /** {@code whole.fraction}, where the fraction has so many digits, without trailing zeros but for one after the point. */
    private static int writePlain(int whole, long fraction, int digits, byte[] out, int at) {
        int point = Digits.write(whole, out, at);
        out[point] = '.';
        long shown = fraction;
        int left = digits;
        if (left > 8 && shown % 100_000_000 == 0) {
            shown /= 100_000_000;
            left -= 8;
        }
        while (left > 2 && shown % 100 == 0) {
            shown /= 100;
            left -= 2;
        }
        if (left > 1 && shown % 10 == 0) {
            shown /= 10;
            left--;
        }
        Digits.write(shown, left, out, point + 1);
        return point + 1 + left;
    }
}
