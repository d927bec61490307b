package dev.presage.benchmark.measure;

import dev.presage.benchmark.process.BenchmarkException;
import dev.presage.contract.Topic;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far a group has come with the requests. */
final class Offsets {
    private final Admin admin;
    private final String group;

    Offsets(Admin admin, String group) {
        this.admin = admin;
        this.group = group;
    }

    /** Requests whose outcomes are committed; the topic begins at offset 0 and holds no gaps. */
    long committed() throws BenchmarkException, InterruptedException {
        Map<TopicPartition, OffsetAndMetadata> offsets;
        try {
            offsets = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
        } catch (ExecutionException e) {
            throw new BenchmarkException("the offsets of " + group + " are not known: " + e.getCause(), e);
        }
        long sum = 0;
        for (Map.Entry<TopicPartition, OffsetAndMetadata> offset : offsets.entrySet()) {
            if (offset.getKey().topic().equals(Topic.REQUESTS.topicName()) && offset.getValue() != null) {
                sum += offset.getValue().offset();
            }
        }
        return sum;
    }
}
