package dev.presage.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
    void aSecondRunKeepsAllAndMakesWhatIsMissing() throws IOException {
        Map<String, String> before = contents();

        assertThat(secrets.make()).contains("is complete and stays as it is");
        assertThat(contents()).isEqualTo(before);

        Files.delete(secrets.folder.resolve("reader.properties"));
        assertThat(secrets.make()).endsWith(": made reader.properties\n");
        assertThat(contents()).isEqualTo(before);
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

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
