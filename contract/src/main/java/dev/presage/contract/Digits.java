package dev.presage.contract;

/** Writes numbers and ASCII into bytes. */
final class Digits {
    /** Two digits of a number below 100, as two bytes. */
    private static final char[] PAIRS = new char[100];

    static {
        for (int i = 0; i < 100; i++) {
            PAIRS[i] = (char) (('0' + i / 10) | (('0' + i % 10) << 8));
        }
    }

    private Digits() {}

    /**
     * A number of at least 0 without leading zeros.
     *
     * @return the end of what was written
     */
    static int write(int number, byte[] out, int at) {
        int digits = 1;
        for (int bound = 10; bound <= number; bound *= 10) {
            digits++;
            if (digits == 10) {
                break;
            }
        }
        write((long) number, digits, out, at);
        return at + digits;
    }

    /** All so many digits of a number of at least 0, with leading zeros. */
    static void write(long number, int digits, byte[] out, int at) {
        if (digits <= 8) {
            writeUpTo8((int) number, digits, out, at);
        } else {
            long upper = number / 100_000_000;
            write(upper, digits - 8, out, at);
            writeUpTo8((int) (number - 100_000_000 * upper), 8, out, at + digits - 8);
        }
    }

    private static void writeUpTo8(int number, int digits, byte[] out, int at) {
        int left = number;
        int end = at + digits;
        while (end - at >= 2) {
            int hundreds = left / 100;
            end -= 2;
            ByteWords.putPair(PAIRS[left - 100 * hundreds], out, end);
            left = hundreds;
        }
        if (end > at) {
            out[at] = (byte) ('0' + left);
        }
    }

    /** Two digits of a number below 100 as two bytes, the first of them in the lowest bits. */
    static long pair(int number) {
        return PAIRS[number];
    }

    /**
     * Text that is ASCII.
     *
     * @return the end of what was written
     */
    @SuppressWarnings("deprecation") // takes the low byte of each character, which is all that ASCII has
    static int ascii(String text, byte[] out, int at) {
        text.getBytes(0, text.length(), out, at);
        return at + text.length();
    }
}
