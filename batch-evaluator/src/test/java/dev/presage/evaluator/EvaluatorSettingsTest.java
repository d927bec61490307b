package dev.presage.evaluator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import dev.presage.contract.PushgatewayAddress;
import dev.presage.contract.PushgatewayAddress.Login;
import dev.presage.contract.Settings.InvalidSettingsException;
import dev.presage.evaluator.match.Period;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class EvaluatorSettingsTest {
    /** Still the 1st in New York. */
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2017-03-02T03:00:00Z"), ZoneOffset.UTC);

    private static EvaluatorSettings read(Map<String, String> environment, String... arguments)
            throws InvalidSettingsException {
        Options options = new Options();
        new CommandLine(options).parseArgs(arguments);
        return EvaluatorSettings.read(options, environment, CLOCK);
    }

    private static Period days(String from, String to, String zone) {
        return new Period(LocalDate.parse(from), LocalDate.parse(to), ZoneId.of(zone));
    }

    @Test
    void hasADefaultForEverything() throws InvalidSettingsException {
        assertThat(read(Map.of()))
                .isEqualTo(new EvaluatorSettings(
                        days("2017-02-28", "2017-02-28", "America/New_York"),
                        false,
                        null,
                        Path.of("models"),
                        false,
                        false,
                        Path.of("reports"),
                        PushgatewayAddress.parse("localhost:9091"),
                        Duration.ofMinutes(1),
                        Map.of("bootstrap.servers", "localhost:9092"),
                        Duration.ofSeconds(30)));
    }

    @Test
    void theDefaultDayIsYesterdayInTheZone() throws InvalidSettingsException {
        assertThat(read(Map.of("EVALUATOR_ZONE", "UTC")).period()).isEqualTo(days("2017-03-01", "2017-03-01", "UTC"));
        assertThat(read(Map.of(), "--zone", "Asia/Tokyo").period())
                .isEqualTo(days("2017-03-01", "2017-03-01", "Asia/Tokyo"));
    }

    @Test
    void optionsWinOverTheEnvironment() throws InvalidSettingsException {
        Map<String, String> environment = Map.of(
                "EVALUATOR_ZONE", "UTC",
                "EVALUATOR_MODELS", "a",
                "EVALUATOR_REPORT_DIR", "b",
                "EVALUATOR_PUSHGATEWAY", "c:1",
                "EVALUATOR_HINDSIGHT", "true",
                "KAFKA_BOOTSTRAP_SERVERS", "d:2",
                "KAFKA_SECURITY_PROTOCOL", "SSL");

        EvaluatorSettings fromEnvironment = read(environment);
        EvaluatorSettings fromBoth = read(
                environment,
                "--zone",
                "Asia/Tokyo",
                "--models",
                "A",
                "--report-dir",
                "B",
                "--pushgateway",
                "[::1]:9091",
                "--bootstrap-servers",
                "D:2",
                "--from",
                "2017-01-02",
                "--to",
                "2017-01-31",
                "--one-window",
                "--dry-run");

        assertThat(fromEnvironment.models()).isEqualTo(Path.of("a"));
        assertThat(fromEnvironment.reports()).isEqualTo(Path.of("b"));
        assertThat(fromEnvironment.pushgateway()).hasToString("c:1");
        assertThat(fromEnvironment.hindsight()).isTrue();
        assertThat(fromEnvironment.kafka())
                .containsOnly(entry("bootstrap.servers", "d:2"), entry("security.protocol", "SSL"));
        assertThat(fromBoth.period()).isEqualTo(days("2017-01-02", "2017-01-31", "Asia/Tokyo"));
        assertThat(fromBoth.models()).isEqualTo(Path.of("A"));
        assertThat(fromBoth.reports()).isEqualTo(Path.of("B"));
        assertThat(fromBoth.pushgateway()).hasToString("[::1]:9091");
        assertThat(fromBoth.kafka()).containsEntry("bootstrap.servers", "D:2");
        assertThat(fromBoth.dryRun()).isTrue();
    }

    @Test
    void severalDaysAreEvaluatedNightByNightUnlessTheyAreToBeOneWindow() throws InvalidSettingsException {
        assertThat(read(Map.of(), "--from", "2017-01-02", "--to", "2017-01-31").nightByNight())
                .isTrue();
        assertThat(read(Map.of(), "--from", "2017-01-02", "--to", "2017-01-31", "--one-window")
                        .nightByNight())
                .isFalse();
        assertThat(read(Map.of(), "--date", "2017-01-02").nightByNight()).isFalse();
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> read(Map.of(), "--one-window"))
                .withMessage("--one-window needs --from and --to");
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> read(Map.of(), "--from", "2017-01-02", "--to", "2017-01-31", "--dry-run"))
                .withMessage("--dry-run is given together with --from and --to, expected --one-window as well: night by"
                        + " night nothing is pushed that could be shown");
    }

    @Test
    void reportsAllProblemsOfOptionsAndEnvironmentTogether() {
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> read(
                        Map.of("EVALUATOR_ZONE", "Mars/Olympus", "EVALUATOR_REPROT_DIR", "x"),
                        "--date",
                        "2017-03-02",
                        "--pushgateway",
                        "http://localhost:9091"))
                .satisfies(e -> assertThat(e.problems())
                        .containsExactlyInAnyOrder(
                                "EVALUATOR_ZONE is 'Mars/Olympus', expected a time zone such as America/New_York or UTC",
                                "--date is '2017-03-02', expected a day from 1900-01-01 to today, which is 2017-03-01",
                                "--pushgateway is 'http://localhost:9091', expected host:port, or https://host:port,"
                                        + " such as localhost:9091",
                                "EVALUATOR_REPROT_DIR is not a setting (did you mean EVALUATOR_REPORT_DIR?)"));
    }

    @Test
    void thePushgatewaysPasswordComesFromAFileAndIsNeverTold(@TempDir Path folder) throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "hunter2\n");

        EvaluatorSettings settings = read(Map.of(
                "EVALUATOR_PUSHGATEWAY", "https://gateway:9091",
                "EVALUATOR_PUSHGATEWAY_USER", "nightly",
                "EVALUATOR_PUSHGATEWAY_PASSWORD_FILE", password.toString()));

        assertThat(settings.pushgateway().login()).isEqualTo(new Login("nightly", "hunter2"));
        assertThat(settings.told()).containsEntry("pushgateway", "https://gateway:9091");
        assertThat(settings.toString()).contains("https://gateway:9091").doesNotContain("hunter2");
        assertThat(String.valueOf(settings.pushgateway().login())).isEqualTo("nightly");
    }

    @Test
    void aPasswordIsNotSentInPlainTextAndTrustNeedsCertificates(@TempDir Path folder) throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "hunter2\n");
        Path empty = Files.createFile(folder.resolve("ca.crt"));

        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> read(Map.of(
                        "EVALUATOR_PUSHGATEWAY_PASSWORD_FILE", password.toString(),
                        "EVALUATOR_PUSHGATEWAY_CA_FILE", empty.toString())))
                .satisfies(e -> assertThat(e.problems())
                        .containsExactly(
                                "EVALUATOR_PUSHGATEWAY_CA_FILE is '" + empty
                                        + "', expected a PEM file of the certificates to trust",
                                "the Pushgateway is localhost:9091, expected https:// before it, since its password"
                                        + " must not be sent in plain text"));
    }

    @Test
    void aPeriodHasBothEndsInOrderAndNoDateBeside() {
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> read(Map.of(), "--from", "2017-01-02"))
                .withMessage("--from needs --to");
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> read(Map.of(), "--to", "2017-01-02"))
                .withMessage("--to needs --from");
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> read(Map.of(), "--from", "2017-01-02", "--to", "2017-01-01"))
                .withMessage("--to is 2017-01-01, expected a day not before --from, which is 2017-01-02");
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> read(Map.of(), "--date", "2017-01-01", "--from", "2017-01-01", "--to", "2017-01-02"))
                .withMessage("--date is given together with --from or --to, expected one day or a first and a last");
    }

    @Test
    void nightlyIsATimeOfDayAndTheDaysAreNotChosen() throws InvalidSettingsException {
        EvaluatorSettings nightly = read(Map.of(), "--nightly", "06:30", "--zone", "UTC");

        assertThat(nightly.nightly()).isEqualTo("06:30");
        assertThat(nightly.on(LocalDate.parse("2017-02-10")).period())
                .isEqualTo(days("2017-02-10", "2017-02-10", "UTC"));
        assertThatExceptionOfType(InvalidSettingsException.class)
                .isThrownBy(() -> read(Map.of(), "--nightly", "25:00", "--dry-run"))
                .satisfies(e -> assertThat(e.problems())
                        .containsExactly(
                                "--nightly is given together with --date, --from, --to or --dry-run, expected none of"
                                        + " them: it evaluates every day",
                                "--nightly is '25:00', expected a time of day from 00:00 to 23:59, such as 06:30"));
    }
}
