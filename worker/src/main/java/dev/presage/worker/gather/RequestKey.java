package dev.presage.worker.gather;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * A request's key as it was received. There is one even for a record without a key: Kafka Streams leaves records without one out of
 * every table, and what makes a commit wait for gathered requests is a table.
 *
 * @param bytes null for a record without a key
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RequestKey(byte @Nullable [] bytes) {
    /** Reads a record's key; as a table's key, all are one. */
    public static Serde<RequestKey> serde() {
        return Serdes.serdeFrom((topic, key) -> new byte[1], (topic, bytes) -> new RequestKey(bytes));
    }
}
