package dev.presage.worker;

import dev.presage.contract.PredictionRequestJson;
import dev.presage.worker.decode.BytesReference;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The clients of Kafka Streams; its consumers keep no more than a heap takes of what a poll brings, which is a thousand records.
 *
 * <p>What is as large as a message may be is always kept. Of keys and values that are larger, which can only become dead letters, the first
 * ones of a poll are, and references stand in place of the others: there are so many only where they came compressed. Kafka Streams has
 * nothing left of a poll when it polls again.
 */
final class BoundedConsumers extends DefaultKafkaClientSupplier {
    private static final int LARGE_KEY = 4 * 1024;

    /** What a poll may bring of large keys and values: so much more memory than a thousand messages, for each stream thread. */
    private static final long LARGE_BYTES_OF_A_POLL = 32L * 1024 * 1024;

    private final int maxRequestBytes;

    /** @param maxRequestBytes the producer's {@code max.request.size}: larger requests can't be sent on */
    BoundedConsumers(int maxRequestBytes) {
        this.maxRequestBytes = maxRequestBytes;
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new BoundedConsumer(config, new Allowance(maxRequestBytes, LARGE_BYTES_OF_A_POLL));
    }

    /** Large prices are none, and no dead letters are made of them. */
    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return new BoundedConsumer(config, new Allowance(0, 0));
    }

    private static final class BoundedConsumer extends KafkaConsumer<byte[], byte[]> {
        private final Allowance allowance;

        BoundedConsumer(Map<String, Object> config, Allowance allowance) {
            super(config, deserializer(LARGE_KEY, allowance), deserializer(PredictionRequestJson.MAX_BYTES, allowance));
            this.allowance = allowance;
        }

        @Override
        public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            allowance.renew();
            return super.poll(timeout);
        }
    }

    /** How much of what is large a poll still keeps. Used by the consumer's own thread alone. */
    private static final class Allowance {
        private final int mostBytes;
        private final long bytesOfAPoll;
        private long left;

        /** @param mostBytes the most that a single key or value may have */
        Allowance(int mostBytes, long bytesOfAPoll) {
            this.mostBytes = mostBytes;
            this.bytesOfAPoll = bytesOfAPoll;
        }

        void renew() {
            left = bytesOfAPoll;
        }

        boolean covers(int bytes) {
            if (bytes > mostBytes || left <= 0) {
                return false;
            }
            left -= bytes;
            return true;
        }
    }

    private static Deserializer<byte[]> deserializer(int smallBytes, Allowance allowance) {
        return new ByteArrayDeserializer() {
            @Override
            public byte @Nullable [] deserialize(String topic, Headers headers, @Nullable ByteBuffer bytes) {
                letGoOfTheRecord(headers);
                return bytes == null || bytes.remaining() <= smallBytes || allowance.covers(bytes.remaining())
                        ? super.deserialize(topic, headers, bytes)
                        : BytesReference.standIn(bytes);
            }
        };
    }

    /** Until its name and its value have been asked for, a header holds on to all bytes of its record. */
    private static void letGoOfTheRecord(Headers headers) {
        for (Header header : headers.toArray()) {
            var unusedName = header.key();
            var unusedValue = header.value();
        }
    }
}
