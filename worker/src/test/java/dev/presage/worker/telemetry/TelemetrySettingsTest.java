package dev.presage.worker.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.presage.contract.Settings;
import dev.presage.contract.Settings.InvalidSettingsException;
import dev.presage.worker.tls.TestCertificate;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TelemetrySettingsTest {
    private static final String PASSWORD = "hunter2: ü";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA", "Ed25519"})
    void metricsAreForThoseWhoKnowThePasswordAndHealthIsForAll(String algorithm) throws Exception {
        TestCertificate certificate = new TestCertificate(folder, algorithm);
        HttpClient client =
                HttpClient.newBuilder().sslContext(certificate.trusted()).build();
        try (TelemetryServer server = serve(read(environment(certificate)))) {
            String address = "https://127.0.0.1:" + server.port();

            assertThat(get(client, address + "/livez").statusCode()).isEqualTo(200);
            assertThat(get(client, address + "/readyz").statusCode()).isEqualTo(503);
            assertThat(get(client, address + "/metrics", basic("prometheus:" + PASSWORD))
                            .statusCode())
                    .isEqualTo(200);
            for (String refused : List.of(
                    basic("prometheus:wrong"),
                    basic("somebody:" + PASSWORD),
                    basic("prometheus:"),
                    basic("no colon"),
                    "Basic %%%",
                    "Basic",
                    "Bearer x")) {
                assertThat(get(client, address + "/metrics", refused).statusCode())
                        .as(refused)
                        .isEqualTo(401);
            }
            for (String path : List.of("/metrics", "/metrics/", "/", "/livez/", "/livez/../metrics", "/LIVEZ")) {
                HttpResponse<String> stranger = get(client, address + path);
                assertThat(stranger.statusCode()).as(path).isEqualTo(401);
                assertThat(stranger.body()).as(path).isEmpty();
            }
        }
    }

    @Test
    void neitherPlainTextNorAClientThatTrustsNobodyGetsThrough() throws Exception {
        try (TelemetryServer server = serve(read(environment(new TestCertificate(folder, "EC"))))) {
            HttpClient stranger = HttpClient.newHttpClient();

            assertThatThrownBy(() -> get(stranger, "https://127.0.0.1:" + server.port() + "/livez"))
                    .isInstanceOf(SSLException.class);
            assertThatThrownBy(() -> get(stranger, "http://127.0.0.1:" + server.port() + "/livez"))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void reportsAllThatIsWrongWithoutTellingWhatIsSecret() throws Exception {
        TestCertificate one = new TestCertificate(folder, "EC");
        TestCertificate other = new TestCertificate(folder, "EC");

        assertThat(problems(Map.of("WORKER_HTTP_CERTIFICATE_FILE", one.certificate.toString())))
                .containsExactly(
                        "WORKER_HTTP_CERTIFICATE_FILE and WORKER_HTTP_KEY_FILE are not both set, expected both or neither");
        assertThat(problems(Map.of(
                        "WORKER_HTTP_CERTIFICATE_FILE", one.certificate.toString(),
                        "WORKER_HTTP_KEY_FILE", other.key.toString())))
                .containsExactly(
                        "WORKER_HTTP_KEY_FILE holds a key that does not belong to the certificate of WORKER_HTTP_CERTIFICATE_FILE");
        assertThat(problems(Map.of(
                        "WORKER_HTTP_CERTIFICATE_FILE", one.key.toString(),
                        "WORKER_HTTP_KEY_FILE", one.certificate.toString(),
                        "WORKER_HTTP_PASSWORD_FILE", PASSWORD)))
                .containsExactly(
                        "WORKER_HTTP_PASSWORD_FILE has a value that is not shown here, expected a file that can be read"
                                + " and begins with the secret",
                        "WORKER_HTTP_CERTIFICATE_FILE is '" + one.key + "', expected a PEM file of the server's"
                                + " certificate, and of those that vouch for it",
                        "WORKER_HTTP_KEY_FILE is '" + one.certificate
                                + "', expected a PEM file of the certificate's key"
                                + " that begins with BEGIN PRIVATE KEY, which is unencrypted PKCS #8");
    }

    @Test
    void aUserNeedsAPasswordAndAPasswordNeedsTls() throws Exception {
        Path password = Files.writeString(folder.resolve("password"), PASSWORD);

        assertThat(problems(Map.of("WORKER_HTTP_USER", "somebody")))
                .containsExactly(
                        "WORKER_HTTP_USER is set without WORKER_HTTP_PASSWORD_FILE, expected both, since without"
                                + " a password everybody is let in");
        assertThat(problems(Map.of("WORKER_HTTP_PASSWORD_FILE", password.toString())))
                .containsExactly("WORKER_HTTP_PASSWORD_FILE is set without WORKER_HTTP_CERTIFICATE_FILE and"
                        + " WORKER_HTTP_KEY_FILE, expected all three, since a secret must not be sent in plain text");
    }

    private Map<String, String> environment(TestCertificate certificate) throws IOException {
        Path password = Files.writeString(folder.resolve("password"), PASSWORD + "\n");
        return Map.of(
                "WORKER_HTTP_CERTIFICATE_FILE", certificate.certificate.toString(),
                "WORKER_HTTP_KEY_FILE", certificate.key.toString(),
                "WORKER_HTTP_PASSWORD_FILE", password.toString());
    }

    private static TelemetrySettings read(Map<String, String> environment) throws InvalidSettingsException {
        Settings settings = new Settings(onAnyPort(environment), "WORKER_");
        TelemetrySettings read = TelemetrySettings.read(settings);
        settings.check();
        return read;
    }

    private static List<String> problems(Map<String, String> environment) {
        return catchThrowableOfType(InvalidSettingsException.class, () -> read(environment))
                .problems();
    }

    private static Map<String, String> onAnyPort(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("WORKER_HTTP_PORT", "0");
        return all;
    }

    private static TelemetryServer serve(TelemetrySettings settings) throws IOException {
        return new TelemetryServer(settings, TelemetryServerTest.content(new PrometheusRegistry(), new Health()));
    }

    private static String basic(String userAndPassword) {
        return "Basic " + Base64.getEncoder().encodeToString(userAndPassword.getBytes(UTF_8));
    }

    private static HttpResponse<String> get(HttpClient client, String uri, String... authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri));
        for (String value : authorization) {
            request.header("Authorization", value);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
