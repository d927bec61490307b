package dev.presage.inference;

import dev.presage.contract.ModelId;
import dev.presage.contract.ModelManifest;
import dev.presage.contract.ModelManifest.Direction;
import dev.presage.contract.ModelManifest.ExpectedAccuracy;
import dev.presage.contract.ModelManifest.Tensors;
import dev.presage.contract.ModelManifest.TrainingWindow;
import dev.presage.contract.ModelManifestJson;
import dev.presage.contract.ModelRepository;
import dev.presage.models.OnnxGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Real ONNX files with outputs that a test can work out by hand. */
public final class TestModels {
    /** Of every manifest made here. */
    public static final double RESIDUAL_SIGMA = 0.02;

    /** Names as no exporter that we know gives them. */
    public static final Tensors TENSORS = new Tensors("x_in", "y_out", Optional.empty());

    private TestModels() {}

    /** A manifest that fits the graph: horizon of 1 bar, references of up to 10 days. */
    public static ModelManifest manifest(ModelId id, OnnxGraph graph, Tensors tensors, List<String> features) {
        return manifest(id, graph.sha256(), tensors, features);
    }

    private static ModelManifest manifest(ModelId id, String sha256, Tensors tensors, List<String> features) {
        return new ModelManifest(
                id,
                sha256,
                tensors,
                features,
                1,
                Duration.ofDays(7),
                Duration.ofDays(10),
                RESIDUAL_SIGMA,
                new ExpectedAccuracy(0.5, 0.01),
                new TrainingWindow(LocalDate.of(2015, 1, 2), LocalDate.of(2016, 12, 30), Direction.UP));
    }

    /** Writes bytes that may be no model as normal/1, with a manifest that has their hash; returns the file that they are in. */
    public static Path write(Path models, byte[] bytes, List<String> features) throws IOException {
        Path folder = Files.createDirectories(models.resolve("normal/1"));
        Path file = Files.write(folder.resolve("model.onnx"), bytes);
        ModelManifest manifest = manifest(new ModelId("normal", 1), ModelRepository.sha256(file), TENSORS, features);
        Files.write(folder.resolve("model.json"), ModelManifestJson.encode(manifest));
        return file;
    }
}
