package dev.presage.worker.gather;

import dev.presage.worker.deadletter.DeadLetters;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * A request that waits for its turn, with all that its outcome will need: by then Kafka Streams speaks of another record.
 *
 * @param key as received; null for none
 * @param value as received; null for none
 * @param headers as received
 * @param metadata where it lies
 * @param time when it was published
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record GatheredRequest(
        byte @Nullable [] key, byte @Nullable [] value, Headers headers, RecordMetadata metadata, RequestTime time) {
    /** The record that was received. */
    public Record<byte[], byte[]> record() {
        return new Record<>(key, value, time.timestamp(), headers);
    }

    /**
     * When a request was published.
     *
     * @param timestamp the record's, in ms since 1970
     * @param replayed whether it is a dead letter sent in again: then the timestamp is that of its first try
     */
    public record RequestTime(long timestamp, boolean replayed) {
        static RequestTime of(long timestamp, Headers headers) {
            return new RequestTime(timestamp, DeadLetters.isReplay(headers));
        }
    }
}
