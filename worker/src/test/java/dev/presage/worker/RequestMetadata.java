package dev.presage.worker;

import dev.presage.contract.Topic;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Where a request lies on its topic. */
public record RequestMetadata(int partition, long offset) implements RecordMetadata {
    @Override
    public String topic() {
        return Topic.REQUESTS.topicName();
    }
}
