package dev.presage.evaluator.collect;

import dev.presage.contract.Decoded;
import dev.presage.contract.Prediction;
import dev.presage.contract.PredictionReader;
import dev.presage.contract.Topic;
import dev.presage.evaluator.measure.Forecasts;
import dev.presage.evaluator.measure.Yardstick;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/**
 * Takes predictions in, as bytes, and refuses what is none. Those of parts of the topic merge into one of the whole, in any order, if they
 * have the same {@link Yardstick}. Not safe for use by several threads.
 */
public final class PredictionIntake extends Intake {
    private final PredictionReader reader = new PredictionReader();
    private final Forecasts forecasts;

    public PredictionIntake(Yardstick yardstick) {
        this.forecasts = yardstick.forecasts();
    }

    /**
     * Takes in, or refuses, one record.
     *
     * @param partition in which it lies
     * @param offset where it lies; within a partition they ascend
     * @param value the message; null if it has none
     */
    public void add(int partition, long offset, byte @Nullable [] value) {
        accept(new ConsumerRecord<>(
                Topic.PREDICTIONS.topicName(),
                partition,
                offset,
                ConsumerRecord.NO_TIMESTAMP,
                TimestampType.NO_TIMESTAMP_TYPE,
                ConsumerRecord.NULL_SIZE,
                value == null ? ConsumerRecord.NULL_SIZE : value.length,
                null,
                value == null ? null : ByteBuffer.wrap(value),
                new RecordHeaders(),
                Optional.empty()));
    }

    @Override
    void take(ConsumerRecord<byte[], ByteBuffer> record) {
        Decoded<Prediction> decoded = decode(record, reader::read);
        if (decoded instanceof Decoded.Rejected<Prediction> rejected) {
            refuse(record, rejected);
        } else {
            forecasts.add(((Decoded.Accepted<Prediction>) decoded).value());
        }
    }

    Forecasts forecasts() {
        return forecasts;
    }

    /** Takes over everything of another, which is not to be used any more. */
    public void merge(PredictionIntake other) {
        addCounts(other);
        forecasts.merge(other.forecasts);
    }

    /** All of it, for another process. */
    public byte[] toBytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            writeCounts(out);
            out.write(forecasts.toBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("memory can't be written", e);
        }
        return bytes.toByteArray();
    }

    /**
     * Takes over everything of one in another process.
     *
     * @param bytes of {@link #toBytes}
     * @throws IllegalArgumentException if they are not
     */
    public void merge(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            addCounts(in);
            forecasts.merge(in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalArgumentException("the bytes hold no predictions that were taken in", e);
        }
    }
}
