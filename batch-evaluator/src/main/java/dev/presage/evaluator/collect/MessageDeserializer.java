package dev.presage.evaluator.collect;

import dev.presage.contract.PredictionRequestJson;
import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps of a record what may be a message. Compressed, a thousand records of many megabytes come at once, more than a heap takes; of
 * those that are too large, {@link org.apache.kafka.clients.consumer.ConsumerRecord#serializedValueSize} still says how large they were.
 */
final class MessageDeserializer extends ByteArrayDeserializer {
    /** Nobody looks at keys: messages have their tickers in them. */
    static final MessageDeserializer OF_KEYS = new MessageDeserializer(0);

    static final MessageDeserializer OF_VALUES = new MessageDeserializer(PredictionRequestJson.MAX_BYTES);

    private final int mostBytes;

    private MessageDeserializer(int mostBytes) {
        this.mostBytes = mostBytes;
    }

    @Override
    public byte @Nullable [] deserialize(String topic, Headers headers, @Nullable ByteBuffer bytes) {
        for (Header header : headers.toArray()) { // until it is read, each holds on to all bytes of its record
            var unusedName = header.key();
            var unusedValue = header.value();
        }
        return bytes == null || bytes.remaining() > mostBytes ? null : super.deserialize(topic, headers, bytes);
    }
}
