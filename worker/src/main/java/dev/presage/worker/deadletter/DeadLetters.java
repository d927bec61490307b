package dev.presage.worker.deadletter;

import dev.presage.worker.answer.Answer.Refused;
import dev.presage.worker.decode.BytesReference;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Makes dead letters: the request's key, value, headers and timestamp untouched, and headers that say why it is here.
 *
 * <p>A request that is larger than a producer may send (compressed, it got past the broker) would stop the worker at every restart. It
 * is replaced by headers alone: how large it is, its SHA-256, and where the original lies. So is one that was not kept as it was read,
 * among too many large ones at once. Of a key that can't be sent either, headers say the same.
 */
public final class DeadLetters {
    /** What the record format itself takes, and the headers added here, at the very most. */
    private static final int OVERHEAD_BYTES = 4096;

    private static final int LONGEST_MESSAGE = 500;

    private static final String REASON = "dlq.reason";

    private final int maxRequestBytes;
    private final String workerVersion;

    /**
     * @param maxRequestBytes the producer's {@code max.request.size}
     * @param workerVersion goes into {@code dlq.worker_version}
     */
    public DeadLetters(int maxRequestBytes, String workerVersion) {
        this.maxRequestBytes = maxRequestBytes;
        this.workerVersion = workerVersion;
    }

    /** Says of a request which dead letter it was, as PARTITION:OFFSET: {@code worker.jar dlq replay} sent it in again. */
    public static final String REPLAY_OF = "replay.of";

    /** Whether a request was a dead letter before, and somebody has sent it in again, by {@code dlq replay} or as it lay there. */
    public static boolean isReplay(Headers requestHeaders) {
        return requestHeaders.lastHeader(REPLAY_OF) != null || requestHeaders.lastHeader(REASON) != null;
    }

    /** The dead letter of a request that was refused. */
    public Record<byte[], byte[]> of(Record<byte[], byte[]> request, RecordMetadata metadata, Refused refused) {
        boolean fits = isThere(request.key())
                && isThere(request.value())
                && size(request.key(), request.value(), request.headers()) + OVERHEAD_BYTES <= maxRequestBytes;
        Headers headers = fits ? new RecordHeaders(request.headers().toArray()) : new RecordHeaders();
        put(headers, REASON, refused.reason().label());
        put(headers, "dlq.message", bounded(refused.message()));
        put(headers, "dlq.topic", metadata.topic());
        put(headers, "dlq.partition", Integer.toString(metadata.partition()));
        put(headers, "dlq.offset", Long.toString(metadata.offset()));
        if (refused.requestId() != null) {
            put(headers, "dlq.request_id", refused.requestId());
        }
        put(headers, "dlq.worker_version", workerVersion);
        if (fits) {
            return request.withHeaders(headers);
        }
        putReference(headers, "dlq.value", valueOrNothing(request));
        byte @Nullable [] key = request.key();
        if (key != null && !(isThere(key) && key.length + OVERHEAD_BYTES <= maxRequestBytes)) {
            putReference(headers, "dlq.key", key);
            key = null;
        }
        return new Record<>(key, null, request.timestamp(), headers);
    }

    /** How many bytes of a request to a broker a record takes, at the very most. */
    public static long size(byte @Nullable [] key, byte @Nullable [] value, Headers headers) {
        long size = (long) length(key) + length(value);
        for (Header header : headers.toArray()) {
            size += header.key().length() * 3L + length(header.value()) + 10;
        }
        return size;
    }

    private static boolean isThere(byte @Nullable [] bytes) {
        return BytesReference.inPlaceOf(bytes) == null;
    }

    private static void putReference(Headers headers, String name, byte[] bytes) {
        BytesReference reference = BytesReference.to(bytes);
        put(headers, name + "_length", Integer.toString(reference.length()));
        put(headers, name + "_sha256", reference.sha256());
    }

    private static byte[] valueOrNothing(Record<byte[], byte[]> request) {
        byte @Nullable [] value = request.value();
        return value == null ? new byte[0] : value;
    }

    private static int length(byte @Nullable [] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    /** One line of bounded length, whatever a library put into its message. */
    private static String bounded(String message) {
        String line = message.replaceAll("\\s+", " ").strip();
        return line.length() <= LONGEST_MESSAGE ? line : line.substring(0, LONGEST_MESSAGE - 1) + "…";
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
