package dev.presage.contract;

/** Writes numbers and ASCII into bytes. */
final class Digits {
    private static final byte[] TENS = new byte[100];
    private static final byte[] ONES = new byte[100];

    static {
        for (int i = 0; i < 100; i++) {
            TENS[i] = (byte) ('0' + i / 10);
            ONES[i] = (byte) ('0' + i % 10);
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
        write(number, digits, out, at);
        return at + digits;
    }

    /** The last digits of a number of at least 0, with leading zeros. */
    static void write(long number, int digits, byte[] out, int at) {
        long left = number;
        int end = at + digits;
        while (end - at >= 2) {
            long hundreds = left / 100;
            int pair = (int) (left - 100 * hundreds);
            left = hundreds;
            end -= 2;
            out[end] = TENS[pair];
            out[end + 1] = ONES[pair];
        }
        if (end > at) {
            out[at] = ONES[(int) (left % 100)];
        }
    }

    /** Two digits of a number below 100. */
    static void writePair(int number, byte[] out, int at) {
        out[at] = TENS[number];
        out[at + 1] = ONES[number];
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
