package dev.presage.worker.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.contract.Settings;
import dev.presage.contract.Settings.InvalidSettingsException;
import dev.presage.worker.tls.TestCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiSettingsTest {
    @TempDir
    Path folder;

    @Test
    void isOnLoopbackForEverybodyUnlessToldOtherwise() {
        ApiSettings settings = ApiSettings.read(new Settings(Map.of(), "WORKER_"));

        assertThat(settings.host()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).hasValue(5000);
        assertThat(settings.tls()).isEmpty();
        assertThat(settings.tokens()).isEmpty();
    }

    @Test
    void canBeTurnedOff() {
        assertThat(ApiSettings.read(new Settings(Map.of("WORKER_API_PORT", "off"), "WORKER_"))
                        .port())
                .isEmpty();
    }

    @Test
    void saysWhatIsNoPortAndNoLimit() {
        assertThat(problems(Map.of("WORKER_API_PORT", "65536", "WORKER_API_MAX_IN_FLIGHT", "0")))
                .containsExactlyInAnyOrder(
                        "WORKER_API_PORT is '65536', expected a port from 0 to 65535, or off",
                        "WORKER_API_MAX_IN_FLIGHT is '0', expected a whole number from 1 to 256");
    }

    @Test
    void saysWhichKeysAreTooShortWithoutSayingThem() throws Exception {
        TestCertificate certificate = new TestCertificate(folder, "EC");
        Path keys = Files.writeString(folder.resolve("keys"), "a-key-that-is-long-enough\nhunter2\n");

        assertThat(problems(Map.of(
                        "WORKER_API_CERTIFICATE_FILE", certificate.certificate.toString(),
                        "WORKER_API_KEY_FILE", certificate.key.toString(),
                        "WORKER_API_TOKENS_FILE", keys.toString())))
                .containsExactly("WORKER_API_TOKENS_FILE is '" + keys
                        + "', expected a file with one key a line, each of at least"
                        + " 16 letters, digits or . _ ~ + / -");
    }

    @Test
    void keysAndCertificatesOfClientsNeedTls() throws Exception {
        Path keys = Files.writeString(folder.resolve("keys"), "a-key-that-is-long-enough\n");
        Path authority = new TestCertificate(folder, "EC").certificate;

        assertThat(problems(Map.of(
                        "WORKER_API_TOKENS_FILE", keys.toString(), "WORKER_API_CLIENT_CA_FILE", authority.toString())))
                .containsExactlyInAnyOrder(
                        "WORKER_API_TOKENS_FILE is set without WORKER_API_CERTIFICATE_FILE and WORKER_API_KEY_FILE,"
                                + " expected all three, since a secret must not be sent in plain text",
                        "WORKER_API_CLIENT_CA_FILE is set without WORKER_API_CERTIFICATE_FILE and WORKER_API_KEY_FILE,"
                                + " expected all three, since clients show certificates over TLS only");
    }

    private static List<String> problems(Map<String, String> environment) {
        Settings settings = new Settings(environment, "WORKER_");
        ApiSettings.read(settings);
        try {
            settings.check();
            return List.of();
        } catch (InvalidSettingsException e) {
            return e.problems();
        }
    }
}
