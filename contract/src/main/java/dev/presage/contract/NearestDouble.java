package dev.presage.contract;

import java.math.BigInteger;

/**
 * The double nearest to a decimal, where that can be told quickly.
 *
 * <p>Source: W. Clinger, "How to read floating point numbers accurately" (1990), for short decimals; D. Lemire, "Number parsing at a gigabyte
 * per second" (2021), for the others, but without its special cases: what is close to the middle of two doubles is left undecided.
 */
final class NearestDouble {
    private static final long EXACT = 1L << 53;
    private static final double[] POWERS_OF_10 = new double[23]; // those that are doubles
    private static final int LARGEST_POWER = 64;

    /** The highest 64 bits of 5^-64 to 5^64, rounded down. */
    private static final long[] POWERS_OF_5 = new long[2 * LARGEST_POWER + 1];

    static {
        for (int i = 0; i < POWERS_OF_10.length; i++) {
            POWERS_OF_10[i] = Double.parseDouble("1e" + i);
        }
        for (int i = 0; i <= LARGEST_POWER; i++) {
            BigInteger power = BigInteger.valueOf(5).pow(i);
            POWERS_OF_5[LARGEST_POWER + i] = highest64(power.shiftLeft(64));
            POWERS_OF_5[LARGEST_POWER - i] =
                    highest64(BigInteger.ONE.shiftLeft(256).divide(power));
        }
    }

    private NearestDouble() {}

    private static long highest64(BigInteger number) {
        return number.shiftRight(number.bitLength() - 64).longValue();
    }

    /**
     * The double nearest to {@code digits * 10^exponent}; NaN if that takes a closer look.
     *
     * @param digits at least 0
     */
    static double of(long digits, int exponent) {
        if (digits <= EXACT && exponent >= -22 && exponent <= 22) {
            return exponent < 0 ? digits / POWERS_OF_10[-exponent] : digits * POWERS_OF_10[exponent];
        }
        if (digits == 0 || exponent < -LARGEST_POWER || exponent > LARGEST_POWER) {
            return Double.NaN;
        }
        return ofProduct(digits, exponent);
    }

    /**
     * With both factors cut to 64 bits and the top bit set, the highest 64 bits of the product are right or 1 too low. The lowest 9
     * of these say whether that can matter.
     */
    private static double ofProduct(long digits, int exponent) {
        int zeros = Long.numberOfLeadingZeros(digits);
        long high = highProduct(digits << zeros, POWERS_OF_5[LARGEST_POWER + exponent]);
        long lowest = high & 0x1FF;
        if (lowest == 0 || lowest == 0x1FF) {
            return Double.NaN;
        }
        int top = (int) (high >>> 63);
        long significand = ((high >>> (9 + top)) + 1) >>> 1; // 54 bits to 53
        // floor(exponent * log2(10)) + 64 is where the product's binary point lies
        int scale = ((exponent * 217_706) >> 16) + 63 + top - zeros;
        return significand * Double.longBitsToDouble((scale - 52L + 1023) << 52);
    }

    private static long highProduct(long a, long b) {
        return Math.multiplyHigh(a, b) + ((a >> 63) & b) + ((b >> 63) & a);
    }
}
