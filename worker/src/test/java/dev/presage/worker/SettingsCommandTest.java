package dev.presage.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.contract.Setting;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class SettingsCommandTest {
    @Test
    void printsEverySettingAndWhatItIsFor() {
        String page = run("settings");

        assertThat(page)
                .contains(
                        """
                        WORKER_STREAM_THREADS, a whole number from 1 to 256; default 1
                            Threads that answer requests, each its own partitions.
                        """)
                .contains("WORKER_API_PORT, a port from 0 to 65535, or off; default 5000\n")
                .contains("WORKER_COMMIT_INTERVAL, a duration such as 250ms, 30s or 5m from 5ms to 5s; default 100ms\n")
                .contains("KAFKA_SESSION_TIMEOUT_MS, what Kafka expects of session.timeout.ms; default 6000\n");
        assertThat(page).as("whatever the encoding of stdout is").matches("\\p{ASCII}+");
        assertThat(page.lines().filter(line -> line.startsWith("WORKER_")))
                .hasSizeGreaterThan(20)
                .doesNotHaveDuplicates();
    }

    @Test
    void printsThemAsATableToo() {
        assertThat(run("settings", "--markdown"))
                .startsWith("| variable | default | may be | what it is for |\n|---|---|---|---|\n")
                .contains(
                        "\n| `WORKER_WINDOW_BARS` | `512` | a whole number from 2 to 1000000 | The most bars of a ticker kept in memory. |\n");
    }

    @Test
    void aDefaultForKafkaIsWhatTheClientsAreTold() throws Exception {
        List<Setting> described = WorkerSettings.described();
        WorkerSettings settings = WorkerSettings.read(Map.of());

        assertThat(new KafkaConfig(settings).streams())
                .containsEntry("session.timeout.ms", "6000")
                .containsEntry("poll.ms", "100")
                .containsEntry("commit.interval.ms", 100L);
        assertThat(described)
                .filteredOn(setting -> setting.key().equals("KAFKA_POLL_MS"))
                .extracting(Setting::otherwise)
                .containsExactly("100");
    }

    private static String run(String... arguments) {
        StringWriter out = new StringWriter();
        int exitCode = new CommandLine(new Main()).setOut(new PrintWriter(out)).execute(arguments);

        assertThat(exitCode).isZero();
        return out.toString();
    }
}
