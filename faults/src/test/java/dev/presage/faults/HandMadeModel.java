package dev.presage.faults;

import dev.presage.contract.ModelId;
import dev.presage.contract.ModelManifest;
import dev.presage.contract.ModelManifest.Direction;
import dev.presage.contract.ModelManifest.ExpectedAccuracy;
import dev.presage.contract.ModelManifest.Tensors;
import dev.presage.contract.ModelManifest.TrainingWindow;
import dev.presage.models.OnnxGraph;
import dev.presage.models.OnnxGraphs;
import dev.presage.models.OnnxGraphs.OutputShape;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A real model of one feature, which the request brings along.
 *
 * @param residualSigma how unsure of itself it is: its confidence is Φ(|return| / sigma)
 * @param expectedAccuracy what it promises
 * @param maxHorizon how late the truth may come
 */
public record HandMadeModel(
        ModelId id, OnnxGraph graph, double residualSigma, double expectedAccuracy, Duration maxHorizon) {
    public static final String FEATURE = "sentiment";

    private static final Tensors TENSORS = new Tensors("features", "return", Optional.empty());

    /** Says what the feature says. */
    public static HandMadeModel echo(String type, int version, double residualSigma, double expectedAccuracy) {
        OnnxGraph graph = OnnxGraphs.linear(TENSORS, OutputShape.COLUMN, new float[] {1}, 0);
        return of(type, version, graph, residualSigma, expectedAccuracy);
    }

    /** Fails on every feature below zero. */
    public static HandMadeModel failing(String type, int version) {
        return of(type, version, OnnxGraphs.squareRootOfFirst(TENSORS, OutputShape.COLUMN, 1), 0.02, 0.5);
    }

    /** Takes a few milliseconds for a prediction. */
    public static HandMadeModel slow(String type, int version) {
        return of(type, version, OnnxGraphs.perceptron(TENSORS, OutputShape.COLUMN, 7, 1, 3_000, 3_000), 0.02, 0.5);
    }

    private static HandMadeModel of(
            String type, int version, OnnxGraph graph, double residualSigma, double expectedAccuracy) {
        return new HandMadeModel(
                new ModelId(type, version), graph, residualSigma, expectedAccuracy, Duration.ofDays(7));
    }

    /** The same with another {@code max_horizon}. */
    public HandMadeModel within(Duration horizon) {
        return new HandMadeModel(id, graph, residualSigma, expectedAccuracy, horizon);
    }

    /** Writes it where a worker looks for its models. */
    public void write(Path models) throws IOException {
        graph.write(
                models,
                new ModelManifest(
                        id,
                        graph.sha256(),
                        TENSORS,
                        List.of(FEATURE),
                        1,
                        maxHorizon,
                        Duration.ofDays(10),
                        residualSigma,
                        new ExpectedAccuracy(expectedAccuracy, 0.01),
                        new TrainingWindow(LocalDate.of(2015, 1, 2), LocalDate.of(2016, 12, 30), Direction.UP)));
    }
}
