package dev.presage.contract;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Bytes by the eight and by the pair, the first of them in the lowest bits. */
final class ByteWords {
    /** What a word is multiplied by for a hash in its highest bits: odd, its bits without a pattern. */
    static final long SPREAD = 0x9E3779B97F4A7C15L;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EACH = 0x0101010101010101L;
    private static final long TOP_BITS = 0x8080808080808080L;

    private ByteWords() {}

    static long get(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    static void put(long word, byte[] bytes, int at) {
        LONGS.set(bytes, at, word);
    }

    static void putPair(int pair, byte[] bytes, int at) {
        SHORTS.set(bytes, at, (short) pair);
    }

    /**
     * Marks what JSON text does not show as it is: quotes, backslashes, control characters, bytes beyond ASCII.
     *
     * @return the lowest bit that is set is the top bit of the first such byte; 0 if there is none
     */
    static long unlikeText(long word) {
        long quotes = word ^ '"' * EACH;
        long backslashes = word ^ '\\' * EACH;
        // where a byte is 0, and only above one that is, the subtraction borrows into its top bit
        long marks = (quotes - EACH) | (backslashes - EACH) | (word - ' ' * EACH);
        return (marks | word) & TOP_BITS;
    }

    /** Whether the bytes can stand in JSON text as they are. */
    static boolean areText(byte[] bytes, int from, int end) {
        int at = from;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            if (unlikeText(get(bytes, at)) != 0) {
                return false;
            }
        }
        for (; at < end; at++) {
            if (unlikeText((' ' * (EACH - 1)) | (bytes[at] & 0xFF)) != 0) {
                return false;
            }
        }
        return true;
    }
}
