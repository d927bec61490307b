package dev.presage.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * A Kafka broker with its controller, in this process, listening on 127.0.0.1 alone. Topics are not created on first use.
 * It is Kafka's own server: what it can't go on after (a full disk) ends the process.
 */
public final class EmbeddedBroker implements AutoCloseable {
    /** The address it listens on. */
    public static final String HOST = "127.0.0.1";

    private static final String FORMATTED = "meta.properties";

    private final KafkaRaftServer server;
    private final int port;
    private final Path directory;
    private final boolean temporary;
    private boolean closed;

    private EmbeddedBroker(KafkaRaftServer server, int port, Path directory, boolean temporary) {
        this.server = server;
        this.port = port;
        this.directory = directory;
        this.temporary = temporary;
    }

    /**
     * Starts a broker on a free port, with a temporary directory that is deleted on {@link #close}.
     *
     * @throws IOException if the directory can't be written
     */
    public static EmbeddedBroker start() throws IOException {
        return start(0, Files.createTempDirectory("presage-broker-"), Map.of(), true);
    }

    /**
     * Starts a broker that keeps its data, or goes on with what an earlier one left.
     *
     * @param port of 127.0.0.1; 0 for a free one
     * @param directory for its data, made if absent; never deleted
     * @param extra broker settings that win over those of {@link BrokerConfig}
     * @throws IOException if the port or the directory is in use, or the directory can't be written; the message is a sentence
     */
    public static EmbeddedBroker start(int port, Path directory, Map<String, String> extra) throws IOException {
        return start(port, directory, extra, false);
    }

    private static EmbeddedBroker start(int port, Path directory, Map<String, String> extra, boolean temporary)
            throws IOException {
        int listened = port == 0 ? Ports.free() : port;
        Ports.requireFree(listened);
        int controllerPort = Ports.free();
        Files.createDirectories(directory);
        requireUnlocked(directory);
        if (!Files.exists(directory.resolve(FORMATTED))) {
            format(directory);
        }
        KafkaConfig config = new KafkaConfig(BrokerConfig.of(listened, controllerPort, directory, extra), false);
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        server.startup();
        return new EmbeddedBroker(server, listened, directory, temporary);
    }

    /** Two brokers on one directory would corrupt it; Kafka itself notices, and ends the process without a sentence. */
    private static void requireUnlocked(Path directory) throws IOException {
        Path file = directory.resolve(".lock");
        if (!Files.exists(file)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                return;
            }
        } catch (OverlappingFileLockException e) {
            // by a broker of this very process; said below
        }
        throw new IOException("directory " + directory + " is in use by another broker; expected one of its own");
    }

    private static void format(Path directory) throws IOException {
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                .setNodeId(BrokerConfig.NODE_ID)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName(BrokerConfig.CONTROLLER_LISTENER)
                .setMetadataLogDirectory(directory.toString())
                .setDirectories(List.of(directory.toString()));
        try {
            formatter.run();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("directory " + directory + " can't be formatted for a broker: " + e.getMessage(), e);
        }
    }

    /** {@code host:port}, as the Kafka clients' {@code bootstrap.servers} want it. */
    public String bootstrapServers() {
        return HOST + ":" + port;
    }

    /** Where its data are. */
    public Path directory() {
        return directory;
    }

    /**
     * Stops the broker, flushes its data, and deletes them only if the directory was its own. Once closed, does nothing.
     *
     * @throws UncheckedIOException if the data can't be deleted; the broker has stopped all the same
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        server.shutdown();
        server.awaitShutdown();
        if (temporary) {
            try {
                deleteTree(directory);
            } catch (IOException e) {
                throw new UncheckedIOException("the broker's directory " + directory + " can't be deleted", e);
            }
        }
    }

    private static void deleteTree(Path directory) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> tree = Files.walk(directory)) {
            deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
