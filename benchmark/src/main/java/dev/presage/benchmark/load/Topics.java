package dev.presage.benchmark.load;

import dev.presage.benchmark.process.BenchmarkException;
import dev.presage.contract.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The worker's topics, made as it makes them but for the number of partitions. */
public final class Topics {
    private static final Set<Topic> INPUTS = Set.of(Topic.PRICES, Topic.REQUESTS);
    private static final Set<Topic> OUTPUTS = Set.of(Topic.PREDICTIONS, Topic.DEAD_LETTERS);
    private static final int ATTEMPTS = 300;
    private static final int LOOKS = 100;
    private static final int PAUSE_MILLIS = 100;

    private final Admin admin;
    private final int partitions;

    public Topics(Admin admin, int partitions) {
        this.admin = admin;
        this.partitions = partitions;
    }

    /** How many partitions each topic has. */
    public int partitions() {
        return partitions;
    }

    /** Empty topics for prices and requests. */
    public void renewInputs() throws BenchmarkException, InterruptedException {
        renew(INPUTS);
    }

    /** Empty topics for outcomes; what contenders made for themselves goes. */
    public void renewOutputs() throws BenchmarkException, InterruptedException {
        renew(OUTPUTS);
    }

    private void renew(Set<Topic> topics) throws BenchmarkException, InterruptedException {
        try {
            Set<String> there = admin.listTopics().names().get();
            List<String> superfluous = new ArrayList<>();
            for (String name : there) {
                boolean own =
                        topics.stream().anyMatch(topic -> topic.topicName().equals(name));
                if (own || name.endsWith("-changelog") || name.endsWith("-repartition")) {
                    superfluous.add(name);
                }
            }
            admin.deleteTopics(superfluous).all().get();
            for (Topic topic : topics) {
                create(topic);
            }
        } catch (ExecutionException e) {
            throw new BenchmarkException("the topics can't be made: " + e.getCause(), e);
        }
    }

    private void create(Topic topic) throws ExecutionException, InterruptedException {
        Map<String, String> config = new HashMap<>();
        config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        config.put(
                TopicConfig.RETENTION_MS_CONFIG,
                topic.retention().map(Duration::toMillis).map(String::valueOf).orElse("-1"));
        NewTopic wanted =
                new NewTopic(topic.topicName(), Optional.of(partitions), Optional.<Short>empty()).configs(config);
        for (int attempt = 1; ; attempt++) {
            try {
                Uuid id = admin.createTopics(List.of(wanted))
                        .topicId(topic.topicName())
                        .get();
                if (comesToLife(topic, id)) {
                    return;
                }
                admin.deleteTopics(List.of(topic.topicName())).all().get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException) || attempt == ATTEMPTS) {
                    throw e;
                }
                Thread.sleep(PAUSE_MILLIS); // the deletion is not done yet
            }
        }
    }

    /**
     * Whether the leaders of all partitions soon answer for the new topic. Before that, they may answer for the one that was
     * deleted; or refuse a producer's first batch, then take its second one first, and wait for ever for the first. It is never
     * empty where a contender was ended within a transaction, which is now taken back in a topic of the same name.
     */
    private boolean comesToLife(Topic topic, Uuid id) throws ExecutionException, InterruptedException {
        for (int look = 1; look <= LOOKS; look++) {
            if (isKnown(topic, id) && isEmpty(topic)) {
                return true;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return false;
    }

    private boolean isKnown(Topic topic, Uuid id) throws ExecutionException, InterruptedException {
        try {
            return admin.describeTopics(List.of(topic.topicName())).allTopicNames().get().values().stream()
                    .anyMatch(description -> description.topicId().equals(id));
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e;
        }
    }

    private boolean isEmpty(Topic topic) throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        of(topic).forEach(partition -> wanted.put(partition, OffsetSpec.latest()));
        return admin.listOffsets(wanted).all().get().values().stream().allMatch(info -> info.offset() == 0);
    }

    /** All partitions of a topic. */
    public List<TopicPartition> of(Topic topic) {
        return IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition(topic.topicName(), partition))
                .toList();
    }
}
