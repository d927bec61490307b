package dev.presage.evaluator.collect;

import java.nio.ByteBuffer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** Keeps nothing: nobody looks at keys, as messages have their tickers in them. */
final class KeyDeserializer implements Deserializer<byte[]> {
    @Override
    public byte @Nullable [] deserialize(String topic, byte @Nullable [] bytes) {
        return null;
    }

    @Override
    public byte @Nullable [] deserialize(String topic, Headers headers, @Nullable ByteBuffer bytes) {
        return null;
    }
}
