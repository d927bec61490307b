package dev.presage.worker.trace;

import dev.presage.contract.Topic;
import dev.presage.worker.deadletter.Place;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Where a request, or an outcome of it, lies.
 *
 * @param what it is, in a word
 * @param details for a person, on one line
 */
record Sighting(String what, Topic topic, Place place, Instant at, String details) {
    static Sighting of(String what, Topic topic, ConsumerRecord<byte[], byte[]> lying, String details) {
        return new Sighting(
                what,
                topic,
                new Place(lying.partition(), lying.offset()),
                Instant.ofEpochMilli(lying.timestamp()),
                details);
    }

    String line() {
        return "%-9s  %s  %s %s  %s".formatted(what, at, topic.topicName(), place, details);
    }
}
