package dev.presage.benchmark.contend;

import dev.presage.contract.Topic;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/** What Kafka Streams itself costs: each request's bytes are written as they are. */
final class PassThrough {
    private PassThrough() {}

    static Topology topology() {
        return new Topology()
                .addSource(
                        AutoOffsetReset.earliest(),
                        "read-requests",
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        Topic.REQUESTS.topicName())
                .addSink(
                        "write-predictions",
                        Topic.PREDICTIONS.topicName(),
                        new ByteArraySerializer(),
                        new ByteArraySerializer(),
                        "read-requests");
    }
}
