package dev.presage.benchmark.load;

import dev.presage.benchmark.process.BenchmarkException;
import dev.presage.benchmark.process.Checkout;
import dev.presage.benchmark.process.ChildProcess;
import dev.presage.benchmark.process.Command;
import dev.presage.benchmark.process.Jvm;
import dev.presage.benchmark.process.Ports;
import dev.presage.benchmark.process.Workshop;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** The Kafka broker, a process of its own. */
public final class Broker implements AutoCloseable {
    private static final int ATTEMPTS = 300;

    private final ChildProcess process;
    private final Admin admin;
    private final String bootstrapServers;

    private Broker(ChildProcess process, Admin admin, String bootstrapServers) {
        this.process = process;
        this.admin = admin;
        this.bootstrapServers = bootstrapServers;
    }

    /** Starts it, its data in the workshop, and returns when it answers. */
    public static Broker start(Workshop workshop, Checkout checkout) throws BenchmarkException, InterruptedException {
        int port = Ports.free();
        Path data = workshop.folder("broker");
        // The heap that Kafka's own start script gives; a deleted topic's files go at once, as the next ones need the
        // room.
        List<String> line = Jvm.own()
                .with("-Xms1g", "-Xmx1g")
                .command(
                        checkout.jar("embedded-broker"),
                        "--port",
                        Integer.toString(port),
                        "--dir",
                        data.toString(),
                        "--set",
                        "log.segment.delete.delay.ms=1000",
                        "--set",
                        "log.segment.bytes=268435456");
        ChildProcess process = workshop.start(new Command("broker", line, Map.of()));
        awaitListening(process);
        String address = "127.0.0.1:" + port;
        Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address));
        try {
            admin.describeCluster().nodes().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new BenchmarkException("the broker does not answer: " + e + process.logTail(), e);
        }
        return new Broker(process, admin, address);
    }

    private static void awaitListening(ChildProcess process) throws BenchmarkException, InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            process.requireAlive();
            try {
                if (process.log().stream().anyMatch(line -> line.startsWith("listening on"))) {
                    return;
                }
            } catch (IOException e) {
                throw new BenchmarkException("the broker's log can't be read: " + e, e);
            }
            Thread.sleep(100);
        }
        throw new BenchmarkException("the broker did not start within 30 s" + process.logTail());
    }

    /** {@code host:port}. */
    public String bootstrapServers() {
        return bootstrapServers;
    }

    /** For asking it; not to be closed. */
    public Admin admin() {
        return admin;
    }

    /** Its process's number. */
    public long pid() {
        return process.pid();
    }

    /** The end of its log, for a message that goes on with it. */
    public String logTail() {
        return process.logTail();
    }

    @Override
    public void close() {
        admin.close();
        process.close();
    }
}
