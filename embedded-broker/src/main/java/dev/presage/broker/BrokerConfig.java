package dev.presage.broker;

import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The settings of a single node that is broker and controller, tuned for short silences rather than for many clients. */
final class BrokerConfig {
    static final int NODE_ID = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private BrokerConfig() {}

    static Properties of(int port, int controllerPort, Path directory, Map<String, String> extra) {
        String host = EmbeddedBroker.HOST;
        Properties config = new Properties();
        config.put("process.roles", "broker,controller");
        config.put("node.id", Integer.toString(NODE_ID));
        config.put("controller.quorum.voters", NODE_ID + "@" + host + ":" + controllerPort);
        config.put("listeners", "PLAINTEXT://" + host + ":" + port + ",CONTROLLER://" + host + ":" + controllerPort);
        config.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        config.put("controller.listener.names", CONTROLLER_LISTENER);
        config.put("inter.broker.listener.name", "PLAINTEXT");
        config.put("log.dirs", directory.toString());
        config.put("auto.create.topics.enable", "false");
        config.put("metric.reporters", "");
        oneReplica(config);
        shortSilences(config);
        smallFootprint(config);
        config.putAll(extra);
        return config;
    }

    private static void oneReplica(Properties config) {
        config.put("default.replication.factor", "1");
        config.put("min.insync.replicas", "1");
        config.put("offsets.topic.replication.factor", "1");
        config.put("offsets.topic.num.partitions", "2");
        config.put("transaction.state.log.replication.factor", "1");
        config.put("transaction.state.log.min.isr", "1");
        config.put("transaction.state.log.num.partitions", "2");
        config.put("share.coordinator.state.topic.replication.factor", "1");
        config.put("share.coordinator.state.topic.min.isr", "1");
        config.put("share.coordinator.state.topic.num.partitions", "1");
    }

    private static void shortSilences(Properties config) {
        // a killed client's open transaction hides newer records from readers until this sweep; the default is 10 s
        config.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "500");
        // a killed broker can't come back before its session ends; the default is 9 s
        config.put("broker.session.timeout.ms", "3000");
        config.put("broker.heartbeat.interval.ms", "500");
        config.put("group.initial.rebalance.delay.ms", "0");
        config.put("group.min.session.timeout.ms", "1000");
        config.put("controller.quorum.election.timeout.ms", "200");
        config.put("controller.quorum.election.backoff.max.ms", "100");
    }

    private static void smallFootprint(Properties config) {
        config.put("num.network.threads", "2");
        config.put("num.io.threads", "4");
        config.put("background.threads", "2");
        config.put("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
        config.put("log.index.size.max.bytes", Integer.toString(1 << 20));
    }
}
