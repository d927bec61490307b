package dev.presage.deployment;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Somebody who tries what they may or may not do in Kafka; what is refused is thrown as the client throws it. */
final class KafkaUser {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<String, Object> config;

    KafkaUser(String bootstrapServers, Map<String, String> login) {
        config = new HashMap<>(login);
        config.put("bootstrap.servers", bootstrapServers);
        config.put("request.timeout.ms", (int) PATIENCE.toMillis());
        config.put("default.api.timeout.ms", (int) PATIENCE.toMillis());
        config.put("max.block.ms", (int) PATIENCE.toMillis());
        // Else whoever may write nothing at all is refused before the topic is looked at.
        config.put("enable.idempotence", false);
        config.put("linger.ms", 0);
        config.put("delivery.timeout.ms", (int) PATIENCE.toMillis());
        config.put("enable.auto.commit", false);
    }

    /** What an administrator does. */
    interface Task {
        void run(Admin admin) throws Exception;
    }

    void administer(Task task) throws Exception {
        try (Admin admin = Admin.create(config)) {
            task.run(admin);
        }
    }

    /** Does what anybody may do who is let in. */
    void comeIn() throws Exception {
        administer(admin -> admin.describeCluster().nodes().get());
    }

    void write(String topic) throws Exception {
        try (KafkaProducer<String, String> producer = producer(config)) {
            producer.send(new ProducerRecord<>(topic, "AAPL", "{}")).get();
        }
    }

    void writeInTransactionsOf(String transactionalId) {
        Map<String, Object> transactional = new HashMap<>(config);
        transactional.put("enable.idempotence", true);
        transactional.put("transactional.id", transactionalId);
        try (KafkaProducer<String, String> producer = producer(transactional)) {
            producer.initTransactions();
        }
    }

    private static KafkaProducer<String, String> producer(Map<String, Object> config) {
        return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
    }

    void read(String topic) {
        try (KafkaConsumer<String, String> consumer = consumer(config)) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            consumer.poll(PATIENCE);
        }
    }

    void joinGroup(String group, String topic) {
        Map<String, Object> member = new HashMap<>(config);
        member.put("group.id", group);
        try (KafkaConsumer<String, String> consumer = consumer(member)) {
            consumer.subscribe(List.of(topic));
            consumer.poll(PATIENCE);
        }
    }

    private static KafkaConsumer<String, String> consumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer());
    }
}
