package dev.presage.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Random;

/** Damage done to bytes: some of them changed, left out, put in, repeated or swapped for what JSON is made of. */
final class Mutation {
    private static final String[] PIECES = {
        "{",
        "}",
        "[",
        "]",
        ":",
        ",",
        "\"",
        "\\",
        "\\u0000",
        "\\ud800",
        "null",
        "true",
        "NaN",
        "Infinity",
        "1e999",
        "-",
        "0",
        "9",
        ".",
        "e",
        "\n",
        "\u0000",
        "\u00fc",
        "\u2028",
        "\ud83d\ude00",
        "{}",
        "[[[[[[[[[[[[[[[[",
        "\"request_id\":\"x\","
    };

    private Mutation() {}

    /** The bytes after one to three acts of damage. */
    static byte[] of(Random random, byte[] bytes) {
        byte[] damaged = bytes;
        for (int i = random.nextInt(3); i >= 0; i--) {
            damaged = once(random, damaged);
        }
        return damaged;
    }

    private static byte[] once(Random random, byte[] bytes) {
        int at = random.nextInt(bytes.length + 1);
        int to = at + random.nextInt(Math.min(bytes.length - at, 12) + 1);
        return switch (random.nextInt(8)) {
            case 0 -> spliced(bytes, at, at, new byte[] {(byte) random.nextInt(256)});
            case 1 -> spliced(bytes, at, Math.min(at + 1, bytes.length), new byte[] {(byte) random.nextInt(256)});
            case 2 -> spliced(bytes, at, at, PIECES[random.nextInt(PIECES.length)].getBytes(UTF_8));
            case 3 -> spliced(bytes, at, to, PIECES[random.nextInt(PIECES.length)].getBytes(UTF_8));
            case 4 -> spliced(bytes, at, to, new byte[0]);
            case 5 -> spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, to));
            case 6 -> random.nextInt(20) == 0 ? Arrays.copyOf(bytes, at) : printable(random, bytes, at);
            default -> printable(random, bytes, at);
        };
    }

    private static byte[] printable(Random random, byte[] bytes, int at) {
        byte[] one = {(byte) (' ' + random.nextInt(95))};
        return spliced(bytes, at, Math.min(at + 1, bytes.length), one);
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] middle) {
        byte[] spliced = new byte[bytes.length - (to - from) + middle.length];
        System.arraycopy(bytes, 0, spliced, 0, from);
        System.arraycopy(middle, 0, spliced, from, middle.length);
        System.arraycopy(bytes, to, spliced, from + middle.length, bytes.length - to);
        return spliced;
    }
}
