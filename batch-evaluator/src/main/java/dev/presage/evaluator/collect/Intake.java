package dev.presage.evaluator.collect;

import dev.presage.contract.Decoded;
import dev.presage.contract.Fault;
import dev.presage.contract.PredictionRequestJson;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Takes the records of one partition, or some of them, decodes them, and counts those that can't be. */
abstract class Intake {
    private static final byte[] NOTHING = {};

    private final Map<String, Long> refused = new TreeMap<>();
    private long records;
    private @Nullable Refusal firstRefusal;

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
        if (firstRefusal == null) {
            firstRefusal = new Refusal(record.partition(), record.offset(), message);
        }
    }

    final long records() {
        return records;
    }

    final Map<String, Long> refused() {
        return refused;
    }

    final @Nullable Refusal firstRefusal() {
        return firstRefusal;
    }

    /** Counts what another counted as well. */
    final void addCounts(Intake other) {
        records += other.records;
        other.refused.forEach((reason, count) -> refused.merge(reason, count, Long::sum));
        firstRefusal = Refusal.first(firstRefusal, other.firstRefusal);
    }

    final void writeCounts(DataOutput out) throws IOException {
        out.writeLong(records);
        out.writeInt(refused.size());
        for (Map.Entry<String, Long> reason : refused.entrySet()) {
            out.writeUTF(reason.getKey());
            out.writeLong(reason.getValue());
        }
        out.writeBoolean(firstRefusal != null);
        if (firstRefusal != null) {
            firstRefusal.write(out);
        }
    }

    /** Counts what {@link #writeCounts} wrote as well. */
    final void addCounts(DataInput in) throws IOException {
        records += in.readLong();
        for (int left = in.readInt(); left > 0; left--) {
            refused.merge(in.readUTF(), in.readLong(), Long::sum);
        }
        if (in.readBoolean()) {
            firstRefusal = Refusal.first(firstRefusal, Refusal.read(in));
        }
    }
}
