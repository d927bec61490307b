package dev.presage.benchmark.parts;

import dev.presage.benchmark.load.Market;
import dev.presage.features.BarWindow;
import dev.presage.features.Feature;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What a model is told about prices. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class Features {
    private final BarWindow window = BarWindow.of(512, new Market(1, 64).bars(0, LocalDate.of(2026, 1, 5)));
    private final Feature[] features = Feature.values();

    /** All features of one window. */
    @Benchmark
    public double allFeatures() {
        double sum = 0;
        for (Feature feature : features) {
            sum += feature.of(window);
        }
        return sum;
    }
}
