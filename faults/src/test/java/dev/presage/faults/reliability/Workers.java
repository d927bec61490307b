package dev.presage.faults.reliability;

import dev.presage.faults.HandMadeModel;
import dev.presage.process.Checkout;
import dev.presage.process.WorkerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Workers that share the work, as they are shipped: nothing but Kafka's address, the guarantee and the models are set. */
final class Workers implements AutoCloseable {
    private final Path directory;
    private final Path models;
    private final Map<String, String> environment;
    private final List<WorkerProcess> started = new ArrayList<>();

    /**
     * @param directory where models and logs go
     * @param guarantee {@code exactly_once_v2} or {@code at_least_once}
     */
    Workers(Path directory, String bootstrapServers, String guarantee) throws IOException {
        this.directory = directory;
        models = directory.resolve("models");
        HandMadeModel.failing(Request.BATCHED_MODEL, 1).write(models);
        Files.createSymbolicLink(
                models.resolve("normal"), Checkout.own().models().resolve("normal"));
        environment = Map.of(
                "KAFKA_BOOTSTRAP_SERVERS", bootstrapServers,
                "WORKER_PROCESSING_GUARANTEE", guarantee,
                "WORKER_MODELS_DIR", models.toString());
    }

    /** The folder of their models. */
    Path models() {
        return models;
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
