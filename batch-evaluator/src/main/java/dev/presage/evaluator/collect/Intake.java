package dev.presage.evaluator.collect;

import dev.presage.contract.Decoded;
import dev.presage.contract.Fault;
import dev.presage.contract.PredictionRequestJson;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes the records of one partition, decodes them, and counts those that can't be. */
abstract class Intake {
    private static final byte[] NOTHING = {};

    private final Map<String, Long> refused = new TreeMap<>();
    private long records;
    private String firstRefusal = "";

    /** Takes one record in, or refuses it. */
    abstract void take(ConsumerRecord<byte[], ByteBuffer> record);

    final void accept(ConsumerRecord<byte[], ByteBuffer> record) {
        records++;
        take(record);
    }

    /** Reads the message that lies in some bytes from an index up to another. */
    interface Decoder<T> {
        Decoded<T> decode(byte[] bytes, int from, int limit);
    }

    /** Decodes the value; a record without one is malformed, and one that was too large has none any more. */
    final <T> Decoded<T> decode(ConsumerRecord<byte[], ByteBuffer> record, Decoder<T> decoder) {
        if (record.serializedValueSize() > PredictionRequestJson.MAX_BYTES) {
            String message = "the message has " + record.serializedValueSize() + " bytes, expected at most "
                    + PredictionRequestJson.MAX_BYTES;
            return new Decoded.Rejected<>(Fault.TOO_LARGE, message, null);
        }
        ByteBuffer value = record.value();
        if (value == null) {
            return decoder.decode(NOTHING, 0, 0);
        }
        int from = value.arrayOffset() + value.position();
        return decoder.decode(value.array(), from, from + value.remaining());
    }

    final void refuse(ConsumerRecord<byte[], ByteBuffer> record, Decoded.Rejected<?> rejected) {
        refuse(record, rejected.fault().name().toLowerCase(Locale.ROOT), rejected.message());
    }

    final void refuse(ConsumerRecord<byte[], ByteBuffer> record, String reason, String message) {
        refused.merge(reason, 1L, Long::sum);
        if (firstRefusal.isEmpty()) {
            firstRefusal = "partition " + record.partition() + ", offset " + record.offset() + ": " + message;
        }
    }

    final long records() {
        return records;
    }

    final Map<String, Long> refused() {
        return refused;
    }

    final String firstRefusal() {
        return firstRefusal;
    }
}
