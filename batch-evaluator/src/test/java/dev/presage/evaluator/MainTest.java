package dev.presage.evaluator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.evaluator.collect.EmbeddedScan;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MainTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private ExitCode run(Map<String, String> environment, String... arguments) {
        Terminal terminal =
                new Terminal(new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), false, () -> 0);
        return Main.run(arguments, environment, Clock.systemUTC(), terminal, new EmbeddedScan());
    }

    @Test
    void printsEverySettingWhateverTheEnvironmentHolds() {
        assertThat(run(Map.of("EVALUATOR_ZONE", "Mars/Olympus", "EVALUATOR_COLOUR", "blue"), "settings"))
                .isEqualTo(ExitCode.DONE);
        assertThat(out.toString(UTF_8))
                .contains(
                        """
                        EVALUATOR_ZONE, a time zone such as America/New_York or UTC; default America/New_York
                            Whose days are evaluated. --zone wins over it.
                        """)
                .contains(
                        "EVALUATOR_PUSHGATEWAY_PASSWORD_FILE, a file that can be read and begins with the secret; not set by default\n")
                .contains("KAFKA_BOOTSTRAP_SERVERS, ");
        assertThat(err.toString(UTF_8)).isEmpty();
    }

    @Test
    void printsThemAsATableToo() {
        assertThat(run(Map.of(), "settings", "--markdown")).isEqualTo(ExitCode.DONE);
        assertThat(out.toString(UTF_8))
                .startsWith(
                        "| variable | default | may be | what it is for |\n|---|---|---|---|\n| `EVALUATOR_ZONE` |");
    }

    @Test
    void saysHowItIsUsedAndHowItsCommandIs() {
        assertThat(run(Map.of(), "--help")).isEqualTo(ExitCode.DONE);
        assertThat(out.toString(UTF_8)).contains("--nightly").contains("settings");
        out.reset();

        assertThat(run(Map.of(), "settings", "--help")).isEqualTo(ExitCode.DONE);
        assertThat(out.toString(UTF_8)).contains("--markdown").doesNotContain("--nightly");
    }

    @Test
    void aCommandThatIsNoneIsToldApartFromAnEvaluation() {
        assertThat(run(Map.of(), "setings")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString(UTF_8)).contains("setings").hasLineCount(1);
    }
}
