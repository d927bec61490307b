package dev.presage.worker.access;

import dev.presage.contract.Topic;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Whoever uses Kafka, with the least that each must be allowed. (To read or to write a topic includes to describe it.) */
enum Role {
    /** Answers requests: as a group, and in transactions, that begin with its application id. It has no topics of its own. */
    WORKER {
        @Override
        void allow(Rights rights, String applicationId) {
            rights.topic(AclOperation.READ, Topic.PRICES);
            rights.topic(AclOperation.READ, Topic.REQUESTS);
            rights.topic(AclOperation.WRITE, Topic.PREDICTIONS);
            rights.topic(AclOperation.WRITE, Topic.DEAD_LETTERS);
            rights.add(AclOperation.READ, ResourceType.GROUP, applicationId, PatternType.LITERAL);
            rights.add(AclOperation.WRITE, ResourceType.TRANSACTIONAL_ID, applicationId + "-", PatternType.PREFIXED);
        }
    },

    /** Measures predictions; belongs to no group and commits nothing. */
    EVALUATOR {
        @Override
        void allow(Rights rights, String applicationId) {
            rights.topic(AclOperation.READ, Topic.PRICES);
            rights.topic(AclOperation.READ, Topic.PREDICTIONS);
        }
    },

    /** Asks for predictions. */
    PRODUCER {
        @Override
        void allow(Rights rights, String applicationId) {
            rights.topic(AclOperation.WRITE, Topic.REQUESTS);
        }
    },

    /** Publishes prices. */
    PRICE_PUBLISHER {
        @Override
        void allow(Rights rights, String applicationId) {
            rights.topic(AclOperation.WRITE, Topic.PRICES);
        }
    },

    /** Reads what became of requests, in groups whose names begin with {@code reader}. */
    READER {
        @Override
        void allow(Rights rights, String applicationId) {
            rights.topic(AclOperation.READ, Topic.PREDICTIONS);
            rights.topic(AclOperation.READ, Topic.DEAD_LETTERS);
            rights.add(AclOperation.READ, ResourceType.GROUP, "reader", PatternType.PREFIXED);
        }
    };

    /** The rights of one principal, as they come together. */
    static final class Rights {
        private final String principal;
        private final Set<AclBinding> bindings = new LinkedHashSet<>();

        private Rights(String principal) {
            this.principal = principal;
        }

        void topic(AclOperation operation, Topic topic) {
            add(operation, ResourceType.TOPIC, topic.topicName(), PatternType.LITERAL);
        }

        void add(AclOperation operation, ResourceType type, String name, PatternType pattern) {
            bindings.add(new AclBinding(
                    new ResourcePattern(type, name, pattern),
                    new AccessControlEntry(principal, "*", operation, AclPermissionType.ALLOW)));
        }
    }

    abstract void allow(Rights rights, String applicationId);

    /** The name it logs in with: {@code price-publisher}. */
    String user() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** As Kafka calls who has logged in. */
    String principal() {
        return "User:" + user();
    }

    /** All that it may do, and nothing else. */
    Set<AclBinding> rights(String applicationId) {
        Rights rights = new Rights(principal());
        allow(rights, applicationId);
        return rights.bindings;
    }
}
