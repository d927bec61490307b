package dev.presage.evaluator.collect;

import dev.presage.contract.PredictionRequestJson;
import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Keeps of a record what may be a message. Compressed, a thousand records of many megabytes come at once, more than a heap takes; of
 * those that are too large, {@link org.apache.kafka.clients.consumer.ConsumerRecord#serializedValueSize} still says how large they were.
 */
final class MessageDeserializer implements Deserializer<ByteBuffer> {
    private static final int MOST_BYTES = PredictionRequestJson.MAX_BYTES;

    @Override
    public @Nullable ByteBuffer deserialize(String topic, byte @Nullable [] bytes) {
        return bytes == null || bytes.length > MOST_BYTES ? null : ByteBuffer.wrap(bytes);
    }

    /** Where it lies, unless that would hold on to much else: what came uncompressed lies among all that came with it. */
    @Override
    @SuppressWarnings("ByteBufferBackingArray") // only its length is looked at
    public @Nullable ByteBuffer deserialize(String topic, Headers headers, @Nullable ByteBuffer bytes) {
        for (Header header : headers.toArray()) { // until it is read, each holds on to all bytes of its record
            var unusedName = header.key();
            var unusedValue = header.value();
        }
        if (bytes == null || bytes.remaining() > MOST_BYTES) {
            return null;
        }
        return bytes.hasArray() && bytes.array().length <= 2 * MOST_BYTES
                ? bytes
                : ByteBuffer.wrap(Utils.toArray(bytes));
    }
}
