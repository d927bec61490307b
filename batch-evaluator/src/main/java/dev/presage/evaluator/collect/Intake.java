package dev.presage.evaluator.collect;

import dev.presage.contract.Decoded;
import dev.presage.contract.Fault;
import dev.presage.contract.PredictionRequestJson;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes the records of one partition, decodes them, and counts those that can't be. */
abstract class Intake {
    private final Map<String, Long> refused = new TreeMap<>();
    private long records;
    private String firstRefusal = "";

    /** Takes one record in, or refuses it. */
    abstract void take(ConsumerRecord<byte[], byte[]> record);

    final void accept(ConsumerRecord<byte[], byte[]> record) {
        records++;
        take(record);
    }

    /** Decodes the value; a record without one is malformed, and one that was too large has none any more. */
    final <T> Decoded<T> decode(ConsumerRecord<byte[], byte[]> record, Function<byte[], Decoded<T>> decoder) {
        if (record.serializedValueSize() > PredictionRequestJson.MAX_BYTES) {
            String message = "the message has " + record.serializedValueSize() + " bytes, expected at most "
                    + PredictionRequestJson.MAX_BYTES;
            return new Decoded.Rejected<>(Fault.TOO_LARGE, message, null);
        }
        return decoder.apply(record.value() == null ? new byte[0] : record.value());
    }

    final void refuse(ConsumerRecord<byte[], byte[]> record, Decoded.Rejected<?> rejected) {
        refuse(record, rejected.fault().name().toLowerCase(Locale.ROOT), rejected.message());
    }

    final void refuse(ConsumerRecord<byte[], byte[]> record, String reason, String message) {
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
