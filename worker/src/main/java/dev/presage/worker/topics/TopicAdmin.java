package dev.presage.worker.topics;

import dev.presage.contract.Topic;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Looks for the topics and makes them. */
public final class TopicAdmin {
    private final Admin admin;

    public TopicAdmin(Admin admin) {
        this.admin = admin;
    }

    /**
     * The topics that are not there.
     *
     * @throws ExecutionException if the broker does not answer or refuses
     */
    public Set<Topic> missing() throws ExecutionException, InterruptedException {
        Set<Topic> missing = EnumSet.noneOf(Topic.class);
        for (Topic topic : Topic.values()) {
            if (partitions(topic).isEmpty()) {
                missing.add(topic);
            }
        }
        return missing;
    }

    /** How many partitions the topic has; empty if it is not there. */
    public Optional<Integer> partitions(Topic topic) throws ExecutionException, InterruptedException {
        KafkaFuture<Map<String, TopicDescription>> descriptions =
                admin.describeTopics(List.of(topic.topicName())).allTopicNames();
        try {
            return descriptions.get().values().stream()
                    .map(description -> description.partitions().size())
                    .findFirst();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Makes a topic as the contract describes it.
     *
     * @param replicationFactor empty for the broker's default
     * @return false if it was there already; then it is left as it is
     */
    public boolean create(Topic topic, Optional<Short> replicationFactor)
            throws ExecutionException, InterruptedException {
        Map<String, String> config = new HashMap<>();
        config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        config.put(
                TopicConfig.RETENTION_MS_CONFIG,
                topic.retention().map(Duration::toMillis).map(String::valueOf).orElse("-1"));
        NewTopic wanted =
                new NewTopic(topic.topicName(), Optional.of(topic.partitions()), replicationFactor).configs(config);
        try {
            admin.createTopics(List.of(wanted)).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return false;
            }
            throw e;
        }
    }

    /** The names, in the order of the data's path. */
    public static List<String> names(Set<Topic> topics) {
        return Arrays.stream(Topic.values())
                .filter(topics::contains)
                .map(Topic::topicName)
                .toList();
    }
}
