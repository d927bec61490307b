package dev.presage.benchmark.parts;

import dev.presage.benchmark.load.Case;
import dev.presage.benchmark.load.CaseModels;
import dev.presage.benchmark.process.BenchmarkException;
import dev.presage.benchmark.process.Checkout;
import dev.presage.benchmark.process.Workshop;
import dev.presage.contract.ModelRepository.InvalidModelException;
import dev.presage.inference.Model.Expectation;
import dev.presage.inference.Model.ModelFailedException;
import dev.presage.worker.model.Models;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A model asked with a batch; its time must be divided by the rows. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH sets it up
public class Inference {
    /** Rows asked at once. */
    @Param({"1", "16", "256"})
    public int rows;

    /** Which model. */
    @Param({"mlp", "trees"})
    public String model;

    private Workshop workshop;
    private Models models;
    private String type;
    private float[][] batch;

    /** Loads the model. */
    @Setup
    public void load() throws BenchmarkException, InvalidModelException {
        workshop = Workshop.open();
        CaseModels.write(Checkout.own().models(), workshop.folder("models"));
        models = Models.load(workshop.folder("models"), Map.of());
        Case asked = Case.named(model);
        type = asked.modelType();
        batch = new float[rows][asked.features()];
        Random random = new Random(1);
        for (float[] row : batch) {
            for (int feature = 0; feature < row.length; feature++) {
                row[feature] = (float) (asked.largest() * (2 * random.nextDouble() - 1));
            }
        }
    }

    /** All rows of a batch. */
    @Benchmark
    public List<Expectation> inference() throws ModelFailedException {
        return Objects.requireNonNull(models.get(type)).expect(batch);
    }

    /** Lets go of the model. */
    @TearDown
    public void close() {
        models.close();
        workshop.close();
    }
}
