package dev.presage.faults;

import com.github.dockerjava.api.DockerClient;
import dev.presage.process.FreePort;
import java.util.List;
import org.testcontainers.kafka.KafkaContainer;

/** A Kafka broker in a container, always at the same address, whatever becomes of it. */
public final class Broker implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final String NETWORK = "bridge";

    /** For an orderly stop; after that it is killed. */
    private static final int STOP_SECONDS = 30;

    private final KafkaContainer kafka;

    /** Where tests run in a container themselves, Testcontainers would have the broker tell its clients another address. */
    private static final class OnLoopback extends KafkaContainer {
        OnLoopback() {
            super("apache/kafka:4.3.1");
        }

        @Override
        public String getHost() {
            return HOST;
        }
    }

    private Broker(KafkaContainer kafka) {
        this.kafka = kafka;
    }

    /** Starts one with what docker-compose.yml sets as well: it sweeps open transactions every second. */
    @SuppressWarnings("resource") // closed with this
    public static Broker start() {
        KafkaContainer kafka = new OnLoopback()
                .withEnv("KAFKA_TRANSACTION_ABORT_TIMED_OUT_TRANSACTION_CLEANUP_INTERVAL_MS", "1000")
                .withEnv("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
                .withEnv("KAFKA_HEAP_OPTS", "-Xms256m -Xmx512m");
        kafka.setPortBindings(List.of(HOST + ":" + FreePort.any() + ":9092"));
        kafka.start();
        return new Broker(kafka);
    }

    public String bootstrapServers() {
        return kafka.getBootstrapServers();
    }

    /** It stands still, its connections stay open and nobody answers. */
    public void pause() {
        docker().pauseContainerCmd(kafka.getContainerId()).exec();
    }

    /** It goes on. */
    public void unpause() {
        docker().unpauseContainerCmd(kafka.getContainerId()).exec();
    }

    /** It goes on, but nobody reaches it. */
    public void disconnect() {
        docker().disconnectFromNetworkCmd()
                .withNetworkId(NETWORK)
                .withContainerId(kafka.getContainerId())
                .withForce(true)
                .exec();
    }

    /** It can be reached again. */
    public void reconnect() {
        docker().connectToNetworkCmd()
                .withNetworkId(NETWORK)
                .withContainerId(kafka.getContainerId())
                .exec();
    }

    /** It is shut down in order. */
    public void stop() {
        docker().stopContainerCmd(kafka.getContainerId())
                .withTimeout(STOP_SECONDS)
                .exec();
    }

    /** It is gone from one moment to the next. */
    public void kill() {
        docker().killContainerCmd(kafka.getContainerId()).exec();
    }

    /** It comes back, with what it had on disk. */
    public void startAgain() {
        docker().startContainerCmd(kafka.getContainerId()).exec();
    }

    private DockerClient docker() {
        return kafka.getDockerClient();
    }

    @Override
    public void close() {
        kafka.close();
    }
}
