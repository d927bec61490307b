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
import dev.presage.process.Checkout;
import dev.presage.process.WorkerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Workers that share the work, as they are shipped: nothing but Kafka's address, the guarantee and the models are set. */
final class Workers implements AutoCloseable {
    private final Path directory;
    private final Map<String, String> environment;
    private final List<WorkerProcess> started = new ArrayList<>();

    /**
     * @param directory where models and logs go
     * @param guarantee {@code exactly_once_v2} or {@code at_least_once}
     */
    Workers(Path directory, String bootstrapServers, String guarantee) throws IOException {
        this.directory = directory;
        Path models = directory.resolve("models");
        writeBatchedModel(models);
        Files.createSymbolicLink(
                models.resolve("normal"), Checkout.own().models().resolve("normal"));
        environment = Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", bootstrapServers,
                "WORKER_PROCESSING_GUARANTEE", guarantee,
                "WORKER_MODELS_DIR", models.toString());
    }

    /** A model that is asked about several requests at once, and fails in the rows in which its feature is negative. */
    private static void writeBatchedModel(Path models) throws IOException {
        Tensors tensors = new Tensors("features", "return", Optional.empty());
        OnnxGraph graph = OnnxGraphs.squareRootOfFirst(tensors, OutputShape.COLUMN, 1);
        graph.write(
                models,
                new ModelManifest(
                        new ModelId(Request.BATCHED_MODEL, 1),
                        graph.sha256(),
                        tensors,
                        List.of("sentiment"),
                        1,
                        Duration.ofDays(7),
                        Duration.ofDays(10),
                        0.02,
                        new ExpectedAccuracy(0.5, 0.01),
                        new TrainingWindow(LocalDate.of(2015, 1, 2), LocalDate.of(2016, 12, 30), Direction.UP)));
    }

    /** Starts one; it is not ready yet. */
    WorkerProcess start() throws IOException {
        WorkerProcess worker = WorkerProcess.start(directory, environment);
        started.add(worker);
        return worker;
    }

    @Override
    public void close() {
        started.forEach(WorkerProcess::close);
    }
}
