package dev.presage.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SettingsPageTest {
    @Test
    void everySettingThatIsReadIsDescribedAndThenKafkas() {
        Settings settings = new Settings(Map.of("WORKER_PORT", "9"), "WORKER_");
        settings.integer("WORKER_PORT", 8000, 0, 65_535, "Where it listens.");
        settings.choice("WORKER_UNIT", TimeUnit.DAYS, "The unit.");
        settings.secret("WORKER_PASSWORD_FILE", "The password.");

        assertThat(settings.described())
                .startsWith(
                        new Setting("WORKER_PORT", "8000", "a whole number from 0 to 65535", "Where it listens."),
                        new Setting(
                                "WORKER_UNIT",
                                "days",
                                "one of nanoseconds, microseconds, milliseconds, seconds, minutes, hours, days",
                                "The unit."),
                        new Setting(
                                "WORKER_PASSWORD_FILE",
                                "",
                                "a file that can be read and begins with the secret",
                                "The password."))
                .extracting(Setting::key)
                .endsWith("KAFKA_BOOTSTRAP_SERVERS", "KAFKA_PROPERTIES_FILE", "KAFKA_*");
    }

    @Test
    void aDefaultIsShownAsSomebodyWouldSetIt() {
        assertThat(List.of(
                                Duration.ofMillis(250),
                                Duration.ofSeconds(90),
                                Path.of("models"),
                                true,
                                OptionalInt.of(5000),
                                OptionalInt.empty(),
                                Optional.empty(),
                                Map.of(),
                                List.of())
                        .stream()
                        .map(Setting::shown))
                .containsExactly("250ms", "1m30s", "models", "true", "5000", "", "", "", "");
    }

    @Test
    void aDescriptionThatIsNoSentenceIsAProgrammersMistake() {
        assertThatThrownBy(() -> new Setting("WORKER_PORT", "8000", "a port", "the port"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("what WORKER_PORT is for is 'the port', expected a sentence that begins with a capital and"
                        + " ends with a full stop");
    }

    @Test
    void listsThemForATerminalAndAsATable() {
        List<Setting> settings = List.of(
                new Setting("WORKER_PORT", "8000", "a port", "Where it listens."),
                new Setting("WORKER_PINS", "", "a|b or *", "What is pinned."));

        assertThat(SettingsPage.text(settings))
                .isEqualTo(
                        """
                        WORKER_PORT, a port; default 8000
                            Where it listens.
                        WORKER_PINS, a|b or *; not set by default
                            What is pinned.""");
        assertThat(SettingsPage.markdown(settings))
                .isEqualTo(
                        """
                        | variable | default | may be | what it is for |
                        |---|---|---|---|
                        | `WORKER_PORT` | `8000` | a port | Where it listens. |
                        | `WORKER_PINS` |  | a\\|b or \\* | What is pinned. |""");
    }
}
