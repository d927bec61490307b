package dev.presage.benchmark.report;

import dev.presage.benchmark.measure.Contender;
import dev.presage.benchmark.measure.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code growth} measured: whether a record costs the same however many there are of everything.
 *
 * @param environment where and when
 * @param warmUp requests before those that count
 * @param points what came out
 */
public record GrowthSection(Environment environment, long warmUp, List<Point> points) {
    /** The name of its file. */
    public static final String NAME = "growth";

    /**
     * Some rounds of one case at one size.
     *
     * @param asked the case's name
     * @param dimension of what there is more or less: tickers, partitions or records
     * @param size how many
     * @param runs of the worker
     */
    public record Point(String asked, String dimension, long size, List<Run> runs) {
        public Point {
            runs = List.copyOf(runs);
        }
    }

    public GrowthSection {
        points = List.copyOf(points);
    }

    /** For each case and dimension: the worker's cost per record at the dearest size over that at the cheapest. */
    public SortedMap<String, Double> flatness() {
        SortedMap<String, List<Double>> costs = new TreeMap<>();
        for (Point point : points) {
            new Ratios(point.runs())
                    .figure(Contender.WORKER.label(), Run::cpuPerMillion)
                    .ifPresent(cost -> costs.computeIfAbsent(
                                    point.asked() + " by " + point.dimension(), absent -> new ArrayList<>())
                            .add(cost.median()));
        }
        SortedMap<String, Double> flatness = new TreeMap<>();
        costs.forEach((what, medians) -> {
            Spread spread = Spread.of(medians);
            flatness.put(what, spread.max() / spread.min());
        });
        return flatness;
    }
}
