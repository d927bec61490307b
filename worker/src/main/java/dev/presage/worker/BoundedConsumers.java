package dev.presage.worker;

import dev.presage.contract.PredictionRequestJson;
import dev.presage.worker.decode.ValueReference;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/** The clients of Kafka Streams; its consumers keep no values that are too large, as a thousand come at once. */
final class BoundedConsumers extends DefaultKafkaClientSupplier {
    private final int maxRequestBytes;

    /** @param maxRequestBytes the producer's {@code max.request.size}: larger requests can't be sent on */
    BoundedConsumers(int maxRequestBytes) {
        this.maxRequestBytes = maxRequestBytes;
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return consumer(config, maxRequestBytes);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return consumer(config, PredictionRequestJson.MAX_BYTES);
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> config, int mostBytes) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), ValueReference.deserializer(mostBytes));
    }
}
