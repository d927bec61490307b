package dev.presage.contract;

import com.fasterxml.jackson.core.io.NumberInput;
import java.nio.charset.StandardCharsets;

/** Reads texts and numbers of JSON where they are written in the usual way, and stops at the first thing that is not. */
abstract class JsonScanner {
    static final int NO_BYTE = -1;

    private static final long MOST_DIGITS = 100_000_000_000_000_000L; // one more fits into a long, whatever it is
    private static final int LONGEST_NUMBER = 100;
    private static final int LARGEST_EXPONENT = 10_000;

    final byte[] json;

    /** Where what is read ends; the bytes may go on with something else. */
    final int limit;

    int at;

    /** Texts of up to so many bytes have a hash each of their own. */
    static final int EXACT_HASH = Long.BYTES - 1;

    /** Where the text lies that was read last, and a hash of its bytes, best in the highest bits. */
    int textStart;

    int textEnd;
    long textHash;

    private long digits;
    private boolean hasMoreDigits;

    JsonScanner(byte[] json, int from, int limit) {
        this.json = json;
        this.at = from;
        this.limit = limit;
    }

    /** Nothing can be read after this. */
    final void stop() {
        at = limit;
    }

    /** The byte that comes next, negative for one beyond ASCII, too; {@link #NO_BYTE} at the end. */
    final int peek() {
        return at < limit ? json[at] : NO_BYTE;
    }

    final void skipSpace() {
        while (at < limit && json[at] <= ' ' && isSpace(json[at])) {
            at++;
        }
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** Moves past a byte and the space around it; else stops. */
    final void skip(char expected) {
        skipSpace();
        if (peek() == expected) {
            at++;
            skipSpace();
        } else {
            stop();
        }
    }

    /** Moves past a text in quotes of ASCII without escapes; else stops and is false. */
    final boolean scanText() {
        if (peek() != '"') {
            stop();
            return false;
        }
        int start = at + 1;
        int end = start;
        long hash = 0;
        while (true) {
            long word = end + Long.BYTES <= limit ? ByteWords.get(json, end) : lastBytes(end);
            long marks = ByteWords.unlikeText(word);
            if (marks != 0) {
                int before = Long.numberOfTrailingZeros(marks) & ~7;
                hash = (hash ^ (word & ((1L << before) - 1))) * ByteWords.SPREAD;
                end += before >> 3;
                break;
            }
            hash = (hash ^ word) * ByteWords.SPREAD;
            hash ^= hash >>> 32;
            end += Long.BYTES;
        }
        if (end >= limit || json[end] != '"') {
            stop();
            return false;
        }
        textStart = start;
        textEnd = end;
        textHash = hash;
        at = end + 1;
        return true;
    }

    /** Zeros, which are no text, make up for those that are not there. */
    private long lastBytes(int from) {
        long word = 0;
        for (int i = limit - 1; i >= from; i--) {
            word = (word << 8) | (json[i] & 0xFF);
        }
        return word;
    }

    /** Moves past a number; NaN after a stop. What follows it is for the next one to see. */
    final double number() {
        int start = at;
        boolean isNegative = peek() == '-';
        if (isNegative) {
            at++;
        }
        digits = 0;
        hasMoreDigits = false;
        int wholeStart = at;
        int whole = scanDigits();
        if (whole == 0 || (whole > 1 && json[wholeStart] == '0')) {
            return notUsual();
        }
        int exponent = 0;
        if (peek() == '.') {
            at++;
            int places = scanDigits();
            if (places == 0) {
                return notUsual();
            }
            exponent = -places;
        } else if (hasMoreDigits || (isNegative && digits == 0)) { // -0 is read as 0 where whole numbers are
            return notUsual();
        }
        if (peek() == 'e' || peek() == 'E') {
            int written = scanExponent();
            if (written > LARGEST_EXPONENT) {
                return notUsual();
            }
            exponent += written;
        }
        return value(start, isNegative, exponent);
    }

    private double value(int start, boolean isNegative, int exponent) {
        if (at - start > LONGEST_NUMBER) {
            return notUsual();
        }
        double value = hasMoreDigits ? Double.NaN : NearestDouble.of(digits, exponent);
        if (!Double.isNaN(value)) {
            return isNegative ? -value : value;
        }
        value = NumberInput.parseDouble(
                new String(json, start, at - start, StandardCharsets.ISO_8859_1), true); // negative if it is
        return Double.isInfinite(value) ? notUsual() : value;
    }

    /** How many there are. */
    private int scanDigits() {
        int start = at;
        long sum = digits;
        int i = at;
        for (; i < limit; i++) {
            int digit = json[i] - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            if (sum >= MOST_DIGITS) {
                hasMoreDigits = true;
            } else {
                sum = 10 * sum + digit;
            }
        }
        digits = sum;
        at = i;
        return i - start;
    }

    /** More than {@link #LARGEST_EXPONENT} if there is none, or a larger one. */
    private int scanExponent() {
        at++;
        boolean isNegative = peek() == '-';
        if (isNegative || peek() == '+') {
            at++;
        }
        int start = at;
        int exponent = 0;
        while (peek() >= '0' && peek() <= '9' && exponent <= LARGEST_EXPONENT) {
            exponent = 10 * exponent + peek() - '0';
            at++;
        }
        if (at == start || exponent > LARGEST_EXPONENT) {
            return LARGEST_EXPONENT + 1;
        }
        return isNegative ? -exponent : exponent;
    }

    private double notUsual() {
        stop();
        return Double.NaN;
    }
}
