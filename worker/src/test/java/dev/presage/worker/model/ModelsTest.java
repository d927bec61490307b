package dev.presage.worker.model;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presage.contract.ModelId;
import dev.presage.contract.ModelRepository.InvalidModelException;
import dev.presage.inference.TestModels;
import dev.presage.models.OnnxGraph;
import dev.presage.models.OnnxGraphs;
import dev.presage.models.OnnxGraphs.OutputShape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelsTest {
    @TempDir
    Path directory;

    @BeforeEach
    void twoVersionsOfNormalAndOneOfEarnings() throws IOException {
        write(new ModelId("normal", 9));
        write(new ModelId("normal", 10));
        write(new ModelId("earnings", 2));
    }

    @Test
    void servesTheHighestVersionOfEachType() throws InvalidModelException {
        try (Models models = Models.load(directory, Map.of())) {
            assertThat(models.all())
                    .extracting(model -> model.manifest().id())
                    .containsExactly(new ModelId("earnings", 2), new ModelId("normal", 10));
        }
    }

    @Test
    void servesThePinnedVersionInsteadOfTheHighest() throws InvalidModelException {
        try (Models models = Models.load(directory, Map.of("normal", 9))) {
            assertThat(requireNonNull(models.get("normal")).manifest().id()).isEqualTo(new ModelId("normal", 9));
        }
    }

    @Test
    void hasNoModelOfATypeThatIsNotThere() throws InvalidModelException {
        try (Models models = Models.load(directory, Map.of())) {
            assertThat(models.get("swing")).isNull();
        }
    }

    @Test
    void refusesAPinToAVersionThatIsNotThere() {
        assertThatThrownBy(() -> Models.load(directory, Map.of("normal", 11)).close())
                .isInstanceOf(InvalidModelException.class)
                .hasMessageContaining("version 11 of model normal is pinned, but ")
                .hasMessageContaining("holds [9, 10] of it");
    }

    @Test
    void refusesAllWhenOneCanNotBeServed() throws IOException {
        Path file = TestModels.write(directory, new byte[] {1, 2, 3}, List.of("gap"));

        assertThatThrownBy(() -> Models.load(directory, Map.of("normal", 1)).close())
                .isInstanceOf(InvalidModelException.class)
                .hasMessageStartingWith(file + " is no model that ONNX Runtime can run: ");
    }

    private void write(ModelId id) throws IOException {
        OnnxGraph graph = OnnxGraphs.linear(TestModels.TENSORS, OutputShape.COLUMN, new float[] {1f}, 0);
        graph.write(directory, TestModels.manifest(id, graph, TestModels.TENSORS, List.of("gap")));
    }
}
