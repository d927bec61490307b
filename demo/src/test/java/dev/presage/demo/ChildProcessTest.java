package dev.presage.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.demo.ChildProcess.Command;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void tellsHowItEndedAndWhatItSaidLast() throws Exception {
        Path log = folder.resolve("worker.log");
        Command command = new Command("worker", List.of("sh", "-c", "seq 1 12; echo too bad >&2; exit 3"), Map.of());

        ChildProcess process = ChildProcess.start(command, log);
        process.awaitExit();

        assertThat(process.postMortem())
                .startsWith("worker ended with exit code 3; its log is " + log + ", which ends with:\n    4\n")
                .endsWith("    12\n    too bad");
    }

    @Test
    void typesACommandThatAShellUnderstands() throws Exception {
        Command command =
                new Command("echo", List.of("sh", "-c", "echo \"it's $NAME $0\"", "a b"), Map.of("NAME", "x y"));

        Process shell = new ProcessBuilder("sh", "-c", command.typed()).start();

        assertThat(new String(shell.getInputStream().readAllBytes(), UTF_8)).isEqualTo("it's x y a b\n");
    }

    @Test
    void hasNothingOfThisProcessesOwnKafkaSettings() throws Exception {
        Command command = new Command("env", List.of("env"), Map.of("WORKER_HTTP_PORT", "8123"));
        Path log = folder.resolve("env.log");

        ChildProcess.start(command, log).awaitExit();

        assertThat(log).content().contains("WORKER_HTTP_PORT=8123").doesNotContain("KAFKA_");
    }
}
