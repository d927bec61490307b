package dev.presage.broker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar, as a process of its own. */
class MainIT {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void keepsWhatWasWrittenThroughAKillAndARestartOnTheSamePort() throws Exception {
        int port = Ports.free();
        BrokerClient client = new BrokerClient("127.0.0.1:" + port);
        Process killed = listening(port);
        client.createTopic("words");
        client.send("words", "before");
        assertThat(client.read("words", 1)).containsExactly("before");
        killed.destroyForcibly().waitFor();

        Process stopped = listening(port);
        client.send("words", "after");
        assertThat(client.read("words", 2)).containsExactly("before", "after");
        stopped.destroy();

        assertThat(stopped.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(directory.resolve("stderr")).isEmptyFile();
        assertThat(stopped.exitValue()).isEqualTo(143);
    }

    @Test
    void saysInOneSentenceThatThePortIsInUse() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start()) {
            int port = Integer.parseInt(broker.bootstrapServers().replaceAll(".*:", ""));

            Process refused = command("--port", Integer.toString(port), "--dir", directory.toString())
                    .start();

            assertThat(refused.errorReader(UTF_8).lines())
                    .singleElement()
                    .asString()
                    .startsWith("port " + port + " of 127.0.0.1 can't be listened on");
            assertThat(refused.waitFor()).isEqualTo(2);
        }
    }

    @Test
    void saysInOneSentenceWhatIsWrongWithAnOption() throws Exception {
        Process refused =
                command("--port", "many", "--dir", directory.toString()).start();

        assertThat(refused.errorReader(UTF_8).lines())
                .singleElement()
                .asString()
                .contains("--port")
                .contains("many");
        assertThat(refused.waitFor()).isEqualTo(2);
    }

    private Process listening(int port) throws IOException {
        Process broker = command(
                        "--port",
                        Integer.toString(port),
                        "--dir",
                        directory.resolve("data").toString())
                .redirectError(directory.resolve("stderr").toFile())
                .start();
        BufferedReader out = broker.inputReader(UTF_8);
        assertThat(out.readLine()).startsWith("listening on 127.0.0.1:" + port);
        return broker;
    }

    private static ProcessBuilder command(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                Path.of("target", "embedded-broker.jar").toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
