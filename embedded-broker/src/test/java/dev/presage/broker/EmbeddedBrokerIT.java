package dev.presage.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
    @Test
    void keepsOnlyCommittedRecordsVisibleAndLeavesNothingBehind() throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.start();
        try (broker) {
            BrokerClient client = new BrokerClient(broker.bootstrapServers());
            client.createTopic("words");
            client.send("words", "committed");
            client.sendAndAbort("words", "aborted");
            client.send("words", "also committed");

            assertThat(client.read("words", 2)).containsExactly("committed", "also committed");
        }
        assertThat(broker.directory()).doesNotExist();
    }

    @Test
    void goesOnWithTheDataOfADirectoryThatItDoesNotOwn(@TempDir Path directory) throws Exception {
        Path data = directory.resolve("kafka");
        try (EmbeddedBroker broker = EmbeddedBroker.start(0, data, Map.of())) {
            BrokerClient client = new BrokerClient(broker.bootstrapServers());
            client.createTopic("words");
            client.send("words", "before");
        }
        assertThat(data).isNotEmptyDirectory();

        try (EmbeddedBroker again = EmbeddedBroker.start(0, data, Map.of())) {
            BrokerClient client = new BrokerClient(again.bootstrapServers());
            client.send("words", "after");
            assertThat(client.read("words", 2)).containsExactly("before", "after");
        }
    }

    @Test
    void refusesAPortAndADirectoryThatAreInUse(@TempDir Path directory) throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(0, directory.resolve("first"), Map.of())) {
            int port = Integer.parseInt(broker.bootstrapServers().replaceAll(".*:", ""));

            assertThatThrownBy(() -> EmbeddedBroker.start(port, directory.resolve("second"), Map.of()))
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining("port " + port + " of 127.0.0.1 can't be listened on");
            assertThatThrownBy(() -> EmbeddedBroker.start(0, directory.resolve("first"), Map.of()))
                    .hasMessageContaining(directory.resolve("first") + " is in use by another broker");
            assertThat(Files.exists(directory.resolve("second"))).isFalse();
        }
    }

    @Test
    void doesNotCreateTopicsOnFirstUse() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            BrokerClient client = new BrokerClient(broker.bootstrapServers());

            assertThatThrownBy(() -> client.send("nobody-made-me", "word"))
                    .hasStackTraceContaining("not present in metadata");
        }
    }
}
