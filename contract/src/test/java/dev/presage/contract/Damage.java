package dev.presage.contract;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;

/**
 * One act of damage done to bytes.
 *
 * @param place where; counted from the start again where that is beyond the end
 * @param length how many bytes are hit, at most, of those that follow
 * @param piece what is put there, by the acts that put something there
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Damage(Act act, int place, int length, byte[] piece) {
    private static final int LONGEST_SPAN = 12;

    /** More bytes than a message may have. */
    private static final int LARGE = 70_000;

    private static final List<byte[]> PIECES = Stream.concat(
                    Stream.of(
                                    "{ } [ ] : , \" \\ \\u0000 \\ud800 \\udc00\\ud800 null true NaN Infinity - 0 9 . e {} ' // /* #",
                                    "1e999 -1e-999 1e-2147483649 99999999999999999999 0.1e+1 00 -0 +1 0x1f 1_000 1e 1. .1",
                                    "\ufeff \u0000 \u00fc \u2028 \ud83d\ude00 \u202e \u0661 [[[[[[[[[[[[[[[[ {\"x\":{\"x\":{\"x\":",
                                    "\"request_id\":\"x\", \"ticker\":null, \"as_of\":\"2017-02-29T00:00:00Z\", \"features\":{\"x\":1e400},")
                            .flatMap(line -> Stream.of(line.split(" ")))
                            .map(piece -> piece.getBytes(UTF_8)),
                    // an overlong form, a surrogate, a character beyond the last, and beginnings without their ends
                    Stream.of(
                                    "\u00c1\u0081",
                                    "\u00ed\u00a0\u0080",
                                    "\u00f4\u0090\u0080\u0080",
                                    "\u00ff",
                                    "\u00e2\u0082",
                                    "\n")
                            .map(piece -> piece.getBytes(ISO_8859_1)))
            .toList();

    /** What is done. */
    public enum Act {
        INSERT,
        REPLACE,
        DELETE,
        REPEAT,
        /** Bytes from elsewhere are put in. */
        SPLICE,
        FLIP_A_BIT,
        TRUNCATE,
        /** Until there are more bytes than a message may have. */
        REPEAT_ON_AND_ON
    }

    /** One to three acts. */
    public static Arbitrary<List<Damage>> any() {
        Arbitrary<Act> acts = Arbitraries.frequency(
                Tuple.of(12, Act.INSERT),
                Tuple.of(24, Act.REPLACE),
                Tuple.of(8, Act.DELETE),
                Tuple.of(6, Act.REPEAT),
                Tuple.of(6, Act.SPLICE),
                Tuple.of(12, Act.FLIP_A_BIT),
                Tuple.of(1, Act.TRUNCATE),
                Tuple.of(1, Act.REPEAT_ON_AND_ON));
        Arbitrary<byte[]> pieces = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.of(PIECES)),
                Tuple.of(1, evenly(0, 255).map(Damage::oneByte)),
                Tuple.of(3, evenly(' ', '~').map(Damage::oneByte)));
        return Combinators.combine(acts, evenly(0, LARGE), evenly(0, LONGEST_SPAN), pieces)
                .as(Damage::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(3);
    }

    private static Arbitrary<Integer> evenly(int least, int most) {
        return Arbitraries.integers().between(least, most).withDistribution(RandomDistribution.uniform());
    }

    private static byte[] oneByte(int value) {
        return new byte[] {(byte) value};
    }

    /** The bytes after all of it, one act after the other. */
    public static byte[] of(List<Damage> acts, byte[] bytes) {
        byte[] damaged = bytes;
        for (Damage act : acts) {
            damaged = act.to(damaged);
        }
        return damaged;
    }

    private byte[] to(byte[] bytes) {
        int at = place % (bytes.length + 1);
        int to = Math.min(at + length, bytes.length);
        byte[] span = Arrays.copyOfRange(bytes, at, to);
        return switch (act) {
            case INSERT -> spliced(bytes, at, at, piece);
            case REPLACE -> spliced(bytes, at, Math.min(at + piece.length, bytes.length), piece);
            case DELETE -> spliced(bytes, at, to, new byte[0]);
            case REPEAT -> spliced(bytes, at, at, span);
            case SPLICE -> spliced(bytes, place / 2 % (bytes.length + 1), place / 2 % (bytes.length + 1), span);
            case FLIP_A_BIT -> flipped(bytes, at);
            case TRUNCATE -> Arrays.copyOf(bytes, at);
            case REPEAT_ON_AND_ON -> spliced(bytes, at, at, repeated(span.length > 0 ? span : piece));
        };
    }

    private byte[] flipped(byte[] bytes, int at) {
        byte[] flipped = bytes.clone();
        if (at < bytes.length) {
            flipped[at] ^= (byte) (1 << (length % Byte.SIZE));
        }
        return flipped;
    }

    /** Now and then so little that the message is not too large for it. */
    private byte[] repeated(byte[] span) {
        byte[] repeated = new byte[place % 4 == 0 ? LARGE : place];
        for (int i = 0; i < repeated.length; i++) {
            repeated[i] = span[i % span.length];
        }
        return repeated;
    }

    private static byte[] spliced(byte[] bytes, int from, int to, byte[] middle) {
        byte[] spliced = new byte[bytes.length - (to - from) + middle.length];
        System.arraycopy(bytes, 0, spliced, 0, from);
        System.arraycopy(middle, 0, spliced, from, middle.length);
        System.arraycopy(bytes, to, spliced, from + middle.length, bytes.length - to);
        return spliced;
    }
}
