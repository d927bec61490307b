package dev.presage.evaluator.spark;

import static org.awaitility.Awaitility.await;

import dev.presage.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The embedded broker as a process of its own, whose libraries are not Spark's. */
final class BrokerProcess implements AutoCloseable {
    private static final Pattern LISTENING = Pattern.compile("listening on (\\S+), data in .*\\s+");

    private final ChildProcess process;
    private final String bootstrapServers;

    private BrokerProcess(ChildProcess process, String bootstrapServers) {
        this.process = process;
        this.bootstrapServers = bootstrapServers;
    }

    /** @param directory where its data and its output go */
    static BrokerProcess start(Path directory) throws IOException {
        ChildProcess process = ChildProcess.startJar(
                "embedded-broker",
                directory,
                Map.of(),
                List.of(),
                "--port",
                "0",
                "--dir",
                directory.resolve("data").toString());
        await().atMost(Duration.ofSeconds(60))
                .until(() -> LISTENING.matcher(process.stdout()).matches() || !process.isAlive());
        Matcher listening = LISTENING.matcher(process.stdout());
        if (!listening.matches()) {
            throw new IllegalStateException("the broker did not start: " + process.output());
        }
        return new BrokerProcess(process, listening.group(1));
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        process.close();
    }
}
