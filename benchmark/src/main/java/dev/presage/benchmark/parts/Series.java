package dev.presage.benchmark.parts;

import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Summary;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What the metrics library takes for one observation. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class Series {
    private static final int VALUES = 4096;
    private static final double[] BOUNDS = {0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800};

    private final Counter counter =
            Counter.builder().name("counted").labelNames("ticker", "model_type").build();
    private final CounterDataPoint counted = counter.labelValues("AAPL", "normal");
    private final DistributionDataPoint both = Histogram.builder()
            .name("both")
            .classicUpperBounds(BOUNDS)
            .labelNames("model_type")
            .build()
            .labelValues("normal");
    private final DistributionDataPoint classic = Histogram.builder()
            .name("classic")
            .classicOnly()
            .classicUpperBounds(BOUNDS)
            .labelNames("model_type")
            .build()
            .labelValues("normal");
    private final DistributionDataPoint summary = Summary.builder()
            .name("summarized")
            .labelNames("model_type")
            .quantile(0.5, 0.01)
            .quantile(0.9, 0.01)
            .quantile(0.99, 0.001)
            .build()
            .labelValues("normal");
    private final double[] values = new Random(1).doubles(VALUES).toArray();
    private int next;

    private double value() {
        return values[next++ % VALUES];
    }

    /** A series that is at hand. */
    @Benchmark
    public void counter() {
        counted.inc();
    }

    /** A series that is looked up by its labels. */
    @Benchmark
    public void counterByLabels() {
        counter.labelValues("AAPL", "normal").inc();
    }

    /** Fixed buckets. */
    @Benchmark
    public void histogramClassic() {
        classic.observe(value());
    }

    /** Fixed buckets and native ones. */
    @Benchmark
    public void histogramClassicAndNative() {
        both.observe(value());
    }

    /** Three quantiles. */
    @Benchmark
    public void summaryOfThreeQuantiles() {
        summary.observe(value());
    }

    /** The clock that times all of it. */
    @Benchmark
    public long nanoTime() {
        return System.nanoTime();
    }
}
