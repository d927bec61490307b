package dev.presage.worker.deadletter;

import dev.presage.worker.answer.Answer.Refused;
import dev.presage.worker.decode.ValueReference;
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
 * is replaced by headers alone: how large it is, its SHA-256, and where the original lies.
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

    /** Whether these are the headers of a dead letter, which somebody has sent in again. */
    public static boolean areHeaders(Headers headers) {
        return headers.lastHeader(REASON) != null;
    }

    /** The dead letter of a request that was refused. */
    public Record<byte[], byte[]> of(Record<byte[], byte[]> request, RecordMetadata metadata, Refused refused) {
        ValueReference large = ValueReference.inPlaceOf(request.value());
        boolean fits = large == null && size(request) + OVERHEAD_BYTES <= maxRequestBytes;
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
        ValueReference value = large == null ? ValueReference.to(valueOrNothing(request)) : large;
        put(headers, "dlq.value_length", Integer.toString(value.length()));
        put(headers, "dlq.value_sha256", value.sha256());
        boolean keyFits = length(request.key()) + OVERHEAD_BYTES <= maxRequestBytes;
        return new Record<>(keyFits ? request.key() : null, null, request.timestamp(), headers);
    }

    private static long size(Record<byte[], byte[]> record) {
        long size = (long) length(record.key()) + length(record.value());
        for (Header header : record.headers()) {
            size += header.key().length() * 3L + length(header.value()) + 10;
        }
        return size;
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
