package dev.presage.benchmark.load;

import dev.presage.benchmark.process.BenchmarkException;
import dev.presage.contract.ModelId;
import dev.presage.contract.ModelManifest;
import dev.presage.contract.ModelManifest.Direction;
import dev.presage.contract.ModelManifest.ExpectedAccuracy;
import dev.presage.contract.ModelManifest.Tensors;
import dev.presage.contract.ModelManifest.TrainingWindow;
import dev.presage.models.OnnxGraph;
import dev.presage.models.OnnxGraphs;
import dev.presage.models.OnnxGraphs.Forest;
import dev.presage.models.OnnxGraphs.OutputShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Models for the cases: the shipped ones, and some of the usual sizes that have learned nothing. */
public final class CaseModels {
    private static final Tensors TENSORS = new Tensors("input", "output", Optional.empty());
    private static final long SEED = 3;

    private CaseModels() {}

    /**
     * Fills a folder with the models of all cases.
     *
     * @param shipped the folder of the sample models
     */
    public static void write(Path shipped, Path folder) throws BenchmarkException {
        try {
            copy(shipped.resolve(Case.CACHED.modelType()), folder.resolve(Case.CACHED.modelType()));
            write(
                    folder,
                    Case.MLP,
                    OnnxGraphs.perceptron(TENSORS, OutputShape.COLUMN, SEED, Case.MLP.features(), 32, 16));
            write(
                    folder,
                    Case.TREES,
                    OnnxGraphs.trees(TENSORS, OutputShape.COLUMN, SEED, new Forest(Case.TREES.features(), 100, 6)));
        } catch (IOException e) {
            throw new BenchmarkException("the models can't be written to " + folder + ": " + e, e);
        }
    }

    private static void write(Path folder, Case asked, OnnxGraph graph) throws IOException {
        List<String> features = IntStream.rangeClosed(1, asked.features())
                .mapToObj(RequestSource::featureName)
                .toList();
        graph.write(
                folder,
                new ModelManifest(
                        new ModelId(asked.modelType(), 1),
                        graph.sha256(),
                        TENSORS,
                        features,
                        1,
                        Duration.ofDays(7),
                        Duration.ofDays(10),
                        0.02,
                        new ExpectedAccuracy(0.5, 0.01),
                        new TrainingWindow(LocalDate.of(2020, 1, 2), LocalDate.of(2024, 12, 31), Direction.UP)));
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> tree = Files.walk(from)) {
            files = tree.toList();
        }
        for (Path file : files) {
            Path target = to.resolve(from.relativize(file).toString());
            if (Files.isDirectory(file)) {
                Files.createDirectories(target);
            } else {
                Files.copy(file, target);
            }
        }
    }
}
