package dev.presage.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsIT {
    @TempDir
    private Path parent;

    private Secrets secrets;

    @BeforeEach
    void make() {
        secrets = new Secrets(parent.resolve("secrets"));
        secrets.make();
    }

    @Test
    void onlyTheirOwnerGetsToThemAndOnlyTheAuthoritysKeyIsForItAlone() throws IOException {
        assertThat(permissions(secrets.folder)).isEqualTo("rwx------");
        for (Path file : secrets.files()) {
            assertThat(permissions(file))
                    .as(file.toString())
                    .isEqualTo(file.endsWith("ca.key") ? "rw-------" : "rw-r--r--");
        }
        assertThat(secrets.all().values()).contains("worker.password", "ca.key", "pushgateway.web.yml");
    }

    @Test
    void aFolderThatWasOpenToAllIsClosed() throws IOException {
        Secrets before = new Secrets(Files.createDirectory(parent.resolve("made-before")));
        open(before.folder);
        before.make();
        assertThat(permissions(before.folder)).as("an empty one").isEqualTo("rwx------");

        open(before.folder);
        assertThat(before.make()).contains("is complete");
        assertThat(permissions(before.folder)).as("a complete one").isEqualTo("rwx------");

        open(before.folder);
        Files.delete(before.folder.resolve("reader.properties"));
        before.make();
        assertThat(permissions(before.folder)).as("an incomplete one").isEqualTo("rwx------");
    }

    @Test
    void onlyWhoIsReachedFromThisMachineMayCallItselfLocalhost() throws Exception {
        assertThat(names("worker.crt")).containsExactly("worker", "localhost", "127.0.0.1");
        assertThat(names("pushgateway.crt")).containsExactly("pushgateway");
        assertThat(names("admin.crt")).containsExactly("admin");
    }

    @Test
    void aSecondRunKeepsAllAndMakesWhatIsMissing() throws IOException {
        Map<String, String> before = contents();

        assertThat(secrets.make()).contains("is complete and stays as it is");
        assertThat(contents()).isEqualTo(before);

        Files.delete(secrets.folder.resolve("reader.properties"));
        assertThat(secrets.make()).endsWith(": made reader.properties\n");
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void whatIsMadeFromAPasswordIsMadeAnewWithIt() throws IOException {
        Files.delete(secrets.folder.resolve("worker.password"));
        assertThat(secrets.make()).endsWith(": made worker.password worker.properties\n");
        assertThat(secrets.login("worker").get("sasl.jaas.config"))
                .contains("password=\"" + secrets.password("worker") + "\"");

        Files.delete(secrets.folder.resolve("web-operator.password"));
        assertThat(secrets.make())
                .endsWith(": made web-operator.password pushgateway.web.yml prometheus.web.yml alertmanager.web.yml\n");
    }

    @Test
    void theAuthoritysKeyCanBePutAwayAndIsAskedForWhenItMustSign() throws IOException {
        Files.delete(secrets.folder.resolve("ca.key"));
        assertThat(secrets.make()).contains("is complete and stays as it is");

        assertThatThrownBy(() -> secrets.make("--renew-certificates"))
                .hasMessageContaining("ca.key is not there, expected beside ca.crt for a new kafka.crt");
    }

    @Test
    void certificatesCanBeRenewedWithoutThePasswordsAndAllOfIt() throws IOException {
        Map<String, String> before = contents();

        secrets.make("--renew-certificates");
        Map<String, String> renewed = contents();
        assertThat(changed(before, renewed))
                .contains("worker.crt", "worker.key", "kafka.pem", "admin.properties")
                .doesNotContain("ca.crt", "ca.key", "worker.password", "worker.properties", "prometheus.web.yml");

        secrets.make("--renew");
        assertThat(changed(renewed, contents())).containsExactlyElementsOf(before.keySet());
    }

    @Test
    void whatFailsChangesNothing() throws IOException {
        Map<String, String> before = contents();

        assertThatThrownBy(() -> secrets.make("--renewal"))
                .hasMessageContaining("'--renewal' is not an option, expected --renew, --renew-certificates or none");
        Files.delete(secrets.folder.resolve("worker.crt"));
        Files.writeString(secrets.folder.resolve("ca.key"), "not a key");
        Map<String, String> broken = contents();
        assertThatThrownBy(secrets::make).hasMessageContaining("worker.crt could not be made");

        assertThat(contents()).isEqualTo(broken).hasSize(before.size() - 1);
        try (Stream<Path> left = Files.list(parent)) {
            assertThat(left).containsExactly(secrets.folder);
        }
    }

    private static List<String> changed(Map<String, String> before, Map<String, String> after) {
        return after.entrySet().stream()
                .filter(entry -> !entry.getValue().equals(before.get(entry.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        for (Path file : secrets.files()) {
            contents.put(file.getFileName().toString(), Files.readString(file));
        }
        return contents;
    }

    /** Whom a certificate says that it is for. */
    private List<String> names(String certificate) throws Exception {
        try (InputStream in = Files.newInputStream(secrets.folder.resolve(certificate))) {
            X509Certificate read =
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
            return read.getSubjectAlternativeNames().stream()
                    .map(name -> String.valueOf(name.get(1)))
                    .toList();
        }
    }

    private static void open(Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
