package dev.presage.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.presage.contract.Settings.InvalidSettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final String ABOUT = "What it is for.";
    private static final Map<String, String> KAFKA_BY_DEFAULT = Map.of("bootstrap.servers", "localhost:9092");

    @Test
    void whatIsNotSetIsTheDefault() throws InvalidSettingsException {
        Settings settings = worker(Map.of("PATH", "/bin", "OTHER_PORT", "x"));

        assertThat(settings.text("WORKER_NAME", "presage", ABOUT)).isEqualTo("presage");
        assertThat(settings.integer("WORKER_PORT", 8000, 0, 65_535, ABOUT)).isEqualTo(8000);
        assertThat(settings.duration("WORKER_DRAIN", SECOND, SECOND, SECOND, ABOUT))
                .isEqualTo(SECOND);
        assertThat(settings.path("WORKER_MODELS", Path.of("models"), ABOUT)).isEqualTo(Path.of("models"));
        settings.check();
    }

    @Test
    void whatIsSetIsReadWithoutTheSpacesAroundIt() throws InvalidSettingsException {
        Settings settings = worker(Map.of(
                "WORKER_NAME", " a b\n",
                "WORKER_PORT", "0",
                "WORKER_MODELS", "/srv/models\r\n",
                "WORKER_UNIT", "seconds",
                "WORKER_ZONE", "Europe/Berlin "));

        assertThat(settings.text("WORKER_NAME", "presage", ABOUT)).isEqualTo("a b");
        assertThat(settings.integer("WORKER_PORT", 8000, 0, 65_535, ABOUT)).isZero();
        assertThat(settings.path("WORKER_MODELS", Path.of("models"), ABOUT)).isEqualTo(Path.of("/srv/models"));
        assertThat(settings.choice("WORKER_UNIT", TimeUnit.DAYS, ABOUT)).isEqualTo(TimeUnit.SECONDS);
        assertThat(settings.parsed("WORKER_ZONE", ZoneId.of("UTC"), ZoneId::of, "a time zone", ABOUT))
                .isEqualTo(ZoneId.of("Europe/Berlin"));
        settings.check();
    }

    @ParameterizedTest
    @CsvSource({
        "250ms,PT0.25S",
        "30s,PT30S",
        "1.5s,PT1.5S",
        "5m,PT5M",
        "2h,PT2H",
        "1h30m,PT1H30M",
        "7d,P7D",
        "PT1M30S,PT90S",
        "P1DT12H,PT36H",
        "pt2s,PT2S",
        "10S,PT10S",
        "1MS,PT0.001S"
    })
    void readsDurationsAsPeopleAndIsoWriteThem(String text, Duration expected) throws InvalidSettingsException {
        Settings settings = worker(Map.of("WORKER_DRAIN", text));

        assertThat(settings.duration("WORKER_DRAIN", SECOND, Duration.ZERO, Duration.ofDays(7), ABOUT))
                .isEqualTo(expected);
        settings.check();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5",
                "ms",
                "s",
                "-1s",
                "0s",
                "11s",
                "1.5ms",
                "5 m",
                "a while",
                "99999999999999999999s",
                "PT",
                "P1Y"
            })
    void saysWhatADurationLooksLikeAndWhichAreInBounds(String text) {
        Settings settings = worker(Map.of("WORKER_DRAIN", text));

        assertThat(settings.duration("WORKER_DRAIN", SECOND, Duration.ofMillis(100), Duration.ofSeconds(10), ABOUT))
                .isEqualTo(SECOND);
        assertThat(problems(settings))
                .containsExactly("WORKER_DRAIN is '" + text
                        + "', expected a duration such as 250ms, 30s or 5m from 100ms to 10s");
    }

    @Test
    void reportsEveryProblemAtOnce() {
        Settings settings = worker(Map.of(
                "WORKER_PORT", "70000",
                "WORKER_LIMIT", "many",
                "WORKER_UNIT", "weeks",
                "WORKER_ZONE", "Mars/Olympus",
                "WORKER_NAME", "  ",
                "WORKER_DRIAN_TIMEOUT", "5s",
                "WORKER_COLOUR_OF_THE_LOGO", "blue"));

        settings.integer("WORKER_PORT", 8000, 0, 65_535, ABOUT);
        settings.integer("WORKER_LIMIT", 1, 1, 10, ABOUT);
        settings.choice("WORKER_UNIT", Size.SMALL, ABOUT);
        settings.parsed("WORKER_ZONE", ZoneId.of("UTC"), ZoneId::of, "a time zone such as America/New_York", ABOUT);
        settings.text("WORKER_NAME", "presage", ABOUT);
        settings.duration("WORKER_DRAIN_TIMEOUT", SECOND, SECOND, SECOND, ABOUT);
        settings.problem("WORKER_LIMIT is above WORKER_PORT");

        String known = "WORKER_DRAIN_TIMEOUT, WORKER_LIMIT, WORKER_NAME, WORKER_PORT, WORKER_UNIT, WORKER_ZONE";
        List<String> expected = List.of(
                "WORKER_PORT is '70000', expected a whole number from 0 to 65535",
                "WORKER_LIMIT is 'many', expected a whole number from 1 to 10",
                "WORKER_UNIT is 'weeks', expected one of small, very_large",
                "WORKER_ZONE is 'Mars/Olympus', expected a time zone such as America/New_York",
                "WORKER_NAME is '  ', expected some text",
                "WORKER_LIMIT is above WORKER_PORT",
                "WORKER_COLOUR_OF_THE_LOGO is not a setting; the settings are " + known,
                "WORKER_DRIAN_TIMEOUT is not a setting (did you mean WORKER_DRAIN_TIMEOUT?)");
        assertThat(problems(settings)).isEqualTo(expected);
        assertThatThrownBy(settings::check).hasMessage(String.join("\n", expected));
    }

    @Test
    void suggestsTheNearestName() {
        Settings settings = worker(Map.of("WORKER_PROT", "1", "WORKER_XORTS", "1"));

        settings.integer("WORKER_PORT", 8000, 0, 65_535, ABOUT);
        settings.text("WORKER_PORTS", "x", ABOUT);

        assertThat(problems(settings))
                .containsExactly(
                        "WORKER_PROT is not a setting (did you mean WORKER_PORT?)",
                        "WORKER_XORTS is not a setting (did you mean WORKER_PORTS?)");
    }

    @Test
    void readsASecretFromTheFirstLineOfItsFile(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("password"), " hunter2 \nwhat follows\n");
        Settings settings = worker(Map.of("WORKER_PASSWORD_FILE", file.toString()));

        assertThat(settings.secret("WORKER_PASSWORD_FILE", ABOUT)).contains("hunter2");
        assertThat(settings.secret("WORKER_OTHER_PASSWORD_FILE", ABOUT)).isEmpty();
        settings.check();
    }

    @Test
    void aSecretsFileIsNamedWhenItCantBeReadButNotWhatMayBeTheSecretItself(@TempDir Path folder) throws Exception {
        Path empty = Files.writeString(folder.resolve("empty"), "\n");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe});
        Settings settings = worker(Map.of(
                "WORKER_A_PASSWORD_FILE",
                empty.toString(),
                "WORKER_B_PASSWORD_FILE",
                "/nowhere/password",
                "WORKER_C_PASSWORD_FILE",
                "hunter2",
                "WORKER_D_PASSWORD_FILE",
                binary.toString()));

        for (String letter : List.of("A", "B", "C", "D")) {
            assertThat(settings.secret("WORKER_" + letter + "_PASSWORD_FILE", ABOUT))
                    .isEmpty();
        }

        String expected = ", expected a file that can be read and begins with the secret";
        assertThat(problems(settings))
                .containsExactly(
                        "WORKER_A_PASSWORD_FILE is '" + empty + "'" + expected,
                        "WORKER_B_PASSWORD_FILE is '/nowhere/password'" + expected,
                        "WORKER_C_PASSWORD_FILE has a value that is not shown here" + expected,
                        "WORKER_D_PASSWORD_FILE is '" + binary + "'" + expected);
    }

    @Test
    void kafkasSettingsMayComeFromAFileAndThoseOfTheEnvironmentWin(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(
                folder.resolve("client.properties"), "security.protocol=SASL_SSL\nsasl.mechanism=PLAIN\nclient.id=a\n");
        Settings settings =
                worker(Map.of("KAFKA_PROPERTIES_FILE", file.toString(), "KAFKA_SASL_MECHANISM", "SCRAM-SHA-512"));

        assertThat(settings.kafka())
                .isEqualTo(Map.of(
                        "bootstrap.servers", "localhost:9092",
                        "security.protocol", "SASL_SSL",
                        "sasl.mechanism", "SCRAM-SHA-512",
                        "client.id", "a"));
        settings.check();
    }

    @Test
    void aFileOfKafkaSettingsThatCantBeReadIsAProblem() {
        Settings settings = worker(Map.of("KAFKA_PROPERTIES_FILE", "/nowhere/client.properties"));

        assertThat(settings.kafka()).isEqualTo(KAFKA_BY_DEFAULT);
        assertThat(problems(settings))
                .containsExactly("KAFKA_PROPERTIES_FILE is '/nowhere/client.properties',"
                        + " expected a file of Kafka client settings that can be read");
    }

    @Test
    void kafkasSettingsThemselvesInPlaceOfTheirFileAreNotShown() {
        Settings settings = worker(Map.of("KAFKA_PROPERTIES_FILE", "ssl.key.password=hunter2\nclient.id=a"));

        assertThat(settings.kafka()).isEqualTo(KAFKA_BY_DEFAULT);
        assertThat(problems(settings))
                .containsExactly("KAFKA_PROPERTIES_FILE has a value that is not shown here,"
                        + " expected a file of Kafka client settings that can be read");
    }

    @Test
    void aCommandThatReadsFewSettingsMayLeaveTheOthersAlone() throws InvalidSettingsException {
        Settings settings = worker(Map.of("WORKER_PORT", "x", "WORKER_OTHER", "1"));
        settings.checkRead();

        settings.integer("WORKER_PORT", 1, 1, 2, ABOUT);

        assertThatThrownBy(settings::checkRead)
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage("WORKER_PORT is 'x', expected a whole number from 1 to 2");
    }

    @Test
    void handsOnToKafkaWhatIsKafkasByKafkasNames() throws InvalidSettingsException {
        Settings settings = worker(Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", "broker:9093",
                "KAFKA_SECURITY_PROTOCOL", "SASL_SSL",
                "KAFKA_SSL_ENDPOINT_IDENTIFICATION_ALGORITHM", "",
                "KAFKA_SASL_JAAS_CONFIG", "x required password=\"hunter2 \";",
                "KAFKA_", "nothing",
                "kafka_lower", "nothing"));

        assertThat(settings.kafka())
                .isEqualTo(Map.of(
                        "bootstrap.servers", "broker:9093",
                        "security.protocol", "SASL_SSL",
                        "ssl.endpoint.identification.algorithm", "",
                        "sasl.jaas.config", "x required password=\"hunter2 \";"));
        settings.check();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"WORKER_API_TOKEN", "WORKER_PASSWORD", "WORKER_CLIENT_SECRET", "WORKER_KEY_FILE", "WORKER_AUTH"})
    void showsNoValueOfAKeyThatLooksSecret(String key) {
        Settings settings = worker(Map.of(key, "hunter2"));

        settings.integer(key, 1, 1, 2, ABOUT);

        assertThat(problems(settings))
                .containsExactly(key + " has a value that is not shown here, expected a whole number from 1 to 2");
    }

    @Test
    void showsNoPasswordInAUrlNoKafkaValueAndNoValueOfAnUnknownKey() {
        Settings settings = worker(Map.of(
                "WORKER_PUSH_TO", "http://me:hunter2/@host:x",
                "WORKER_OTHER", "hunter2",
                "KAFKA_SASL_JAAS_CONFIG", "hunter2"));

        settings.parsed("WORKER_PUSH_TO", "", SettingsTest::refuse, "host:port", ABOUT);

        assertThat(problems(settings))
                .containsExactly(
                        "WORKER_PUSH_TO is '***@host:x', expected host:port",
                        "WORKER_OTHER is not a setting; the settings are WORKER_PUSH_TO");
    }

    @Test
    void aValueOfManyLinesStaysOnOneShortLine() {
        Settings settings = worker(Map.of("WORKER_PORT", "1\n2\u001b[31m" + "x".repeat(10_000)));

        settings.integer("WORKER_PORT", 8000, 0, 65_535, ABOUT);

        assertThat(problems(settings))
                .singleElement()
                .asString()
                .hasSizeLessThan(200)
                .startsWith("WORKER_PORT is '1\\u000a2\\u001b[31mxxx");
    }

    @Test
    void aLongValueAndALongKeyAreRefusedAtOnce() {
        String longest = "x".repeat(131_000); // more, Linux lets no variable have
        Settings settings = worker(Map.of("WORKER_PORT", longest, "WORKER_" + longest, "1"));

        List<String> problems = Bounds.within(2 * longest.length(), () -> {
            settings.integer("WORKER_PORT", 8000, 0, 65_535, ABOUT);
            return problems(settings);
        });

        assertThat(problems).anyMatch(problem -> problem.endsWith(" is not a setting; the settings are WORKER_PORT"));
    }

    @Test
    void whatIsGivenOtherwiseIsReadInTheSameWay() {
        Settings settings = worker(Map.of());

        assertThat(settings.parsed("--zone", " UTC ", ZoneId.of("Asia/Tokyo"), ZoneId::of, "a time zone"))
                .isEqualTo(ZoneId.of("UTC"));
        assertThat(settings.parsed("--zone", null, ZoneId.of("Asia/Tokyo"), ZoneId::of, "a time zone"))
                .isEqualTo(ZoneId.of("Asia/Tokyo"));
        settings.parsed("--zone", "Mars\n", ZoneId.of("UTC"), ZoneId::of, "a time zone");
        assertThat(problems(settings)).containsExactly("--zone is 'Mars\\u000a', expected a time zone");
    }

    @Test
    void aKeyOfAnotherPrefixIsAProgrammersMistake() {
        assertThatThrownBy(() -> worker(Map.of()).text("OTHER_NAME", "x", ABOUT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("OTHER_NAME does not begin with WORKER_");
    }

    private enum Size {
        SMALL,
        VERY_LARGE
    }

    private static String refuse(String text) {
        throw new DateTimeException(text);
    }

    private static Settings worker(Map<String, String> environment) {
        return new Settings(environment, "WORKER_");
    }

    private static List<String> problems(Settings settings) {
        InvalidSettingsException thrown = catchThrowableOfType(InvalidSettingsException.class, settings::check);
        return thrown.problems();
    }
}
