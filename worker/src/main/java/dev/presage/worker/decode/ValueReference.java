package dev.presage.worker.decode;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a record's value that is too large to be kept.
 *
 * <p>Compressed, hundreds of records of many megabytes reach the worker at once, and whole they are more than its memory. So their
 * values are replaced as they are read, by bytes that nobody else can make: they begin with a secret of this process.
 *
 * @param length of the value, in bytes
 * @param sha256 of the value, 64 lower-case hexadecimal digits
 */
public record ValueReference(int length, String sha256) {
    private static final byte[] SECRET = new byte[16];
    private static final int DIGEST_BYTES = 32;
    private static final int BYTES = SECRET.length + Integer.BYTES + DIGEST_BYTES;

    static {
        new SecureRandom().nextBytes(SECRET);
    }

    /** The reference to a value that is there. */
    public static ValueReference to(byte[] value) {
        return new ValueReference(value.length, HexFormat.of().formatHex(sha256(ByteBuffer.wrap(value))));
    }

    /** The reference that stands in place of a value; null if the value itself does. */
    public static @Nullable ValueReference inPlaceOf(byte @Nullable [] value) {
        if (value == null
                || value.length != BYTES
                || !Arrays.equals(value, 0, SECRET.length, SECRET, 0, SECRET.length)) {
            return null;
        }
        return new ValueReference(
                ByteBuffer.wrap(value).getInt(SECRET.length),
                HexFormat.of().formatHex(value, SECRET.length + Integer.BYTES, BYTES));
    }

    /** Reads values of up to so many bytes as they are, and references to larger ones. */
    public static Deserializer<byte[]> deserializer(int mostBytes) {
        return new ByteArrayDeserializer() {
            @Override
            public byte @Nullable [] deserialize(String topic, Headers headers, @Nullable ByteBuffer value) {
                return value == null || value.remaining() <= mostBytes
                        ? super.deserialize(topic, headers, value)
                        : standIn(value);
            }
        };
    }

    private static byte[] standIn(ByteBuffer value) {
        return ByteBuffer.allocate(BYTES)
                .put(SECRET)
                .putInt(value.remaining())
                .put(sha256(value))
                .array();
    }

    private static byte[] sha256(ByteBuffer bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
