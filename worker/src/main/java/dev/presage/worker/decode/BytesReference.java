package dev.presage.worker.decode;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a record's key or value that is too large to be kept.
 *
 * <p>Compressed, hundreds of records of many megabytes reach the worker at once, and whole they are more than its memory. So what is too
 * large is replaced as it is read, by bytes that nobody else can make: they begin with a secret of this process.
 *
 * @param length of what is not there, in bytes
 * @param sha256 of the same, 64 lower-case hexadecimal digits
 */
public record BytesReference(int length, String sha256) {
    private static final byte[] SECRET = new byte[16];
    private static final int DIGEST_BYTES = 32;
    private static final int BYTES = SECRET.length + Integer.BYTES + DIGEST_BYTES;

    static {
        new SecureRandom().nextBytes(SECRET);
    }

    /** The reference to bytes that are there, or that one stands in place of already. */
    public static BytesReference to(byte[] bytes) {
        BytesReference reference = inPlaceOf(bytes);
        return reference == null
                ? new BytesReference(bytes.length, HexFormat.of().formatHex(sha256(ByteBuffer.wrap(bytes))))
                : reference;
    }

    /** The reference that stands in place of a key or a value; null if it is there itself. */
    public static @Nullable BytesReference inPlaceOf(byte @Nullable [] bytes) {
        if (bytes == null
                || bytes.length != BYTES
                || !Arrays.equals(bytes, 0, SECRET.length, SECRET, 0, SECRET.length)) {
            return null;
        }
        return new BytesReference(
                ByteBuffer.wrap(bytes).getInt(SECRET.length),
                HexFormat.of().formatHex(bytes, SECRET.length + Integer.BYTES, BYTES));
    }

    /** Bytes to stand in place of others, which this reads to their end. */
    public static byte[] standIn(ByteBuffer bytes) {
        return ByteBuffer.allocate(BYTES)
                .put(SECRET)
                .putInt(bytes.remaining())
                .put(sha256(bytes))
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
