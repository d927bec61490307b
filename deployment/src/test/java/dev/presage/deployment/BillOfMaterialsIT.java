package dev.presage.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever asks what is in an image is told by target/bom.json. */
class BillOfMaterialsIT {
    @ParameterizedTest
    @ValueSource(strings = {"worker", "batch-evaluator"})
    void namesEachLibraryThatLiesBesideTheProgramWithItsVersion(String module) throws IOException {
        Path target = Path.of("..", module, "target");
        JsonNode bom = new JsonMapper().readTree(target.resolve("bom.json").toFile());
        List<String> named = bom.path("components")
                .valueStream()
                .map(library -> library.path("name").asText() + "-"
                        + library.path("version").asText() + ".jar")
                .toList();

        assertThat(bom.path("bomFormat").asText()).isEqualTo("CycloneDX");
        try (Stream<Path> libraries = Files.list(target.resolve("lib"))) {
            assertThat(libraries.map(file -> file.getFileName().toString()))
                    .contains("kafka-clients-4.3.1.jar")
                    .containsExactlyInAnyOrderElementsOf(named);
        }
    }
}
