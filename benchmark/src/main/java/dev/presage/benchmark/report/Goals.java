package dev.presage.benchmark.report;

import dev.presage.benchmark.evaluate.Reader;
import dev.presage.benchmark.latency.Point;
import dev.presage.benchmark.measure.Contender;
import dev.presage.benchmark.measure.Run;
import dev.presage.benchmark.report.ScalingSection.Layout;
import dev.presage.benchmark.report.StartSection.Variant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** What the worker must reach, and whether it does. */
final class Goals {
    private static final String WORKER = Contender.WORKER.label();
    private static final double MEGABYTE = 1e6;

    private Goals() {}

    /** A table of all goals; those that have not been measured say so. */
    static String table(Measured measured) {
        Table table = new Table("goal", "must", "aim", "measured", "verdict");
        for (Goal goal : all(measured)) {
            table.row(goal.name(), goal.mustText(), goal.aimText(), goal.measuredText(), goal.verdict());
        }
        return table.text();
    }

    static List<Goal> all(Measured measured) {
        List<Goal> goals = new ArrayList<>();
        cost(goals, measured);
        latency(goals, measured.latency());
        memory(goals, measured);
        measured.growth().forEach(growth -> growth(goals, growth));
        evaluator(goals, measured.evaluator());
        return goals;
    }

    private static void cost(List<Goal> goals, Measured measured) {
        ToDoubleFunction<Run> cpu = Run::cpuPerMillion;
        ToDoubleFunction<Run> speed = Run::recordsPerSecond;
        Optional<ThroughputSection> section = measured.throughput();
        goals.add(Goal.atMost("CPU ratio to bare, answer from the cache", 2.2, ratio(section, "cached", cpu))
                .aim(1.8));
        goals.add(Goal.atMost("CPU ratio to bare, producer's features, MLP", 2.6, ratio(section, "mlp", cpu))
                .aim(2.0));
        goals.add(Goal.atMost("CPU ratio to bare, 100 boosted trees", 5, ratio(section, "trees", cpu))
                .aim(4.3));
        goals.add(Goal.atLeast("throughput ratio to bare, cache", 0.55, ratio(section, "cached", speed)));
        goals.add(Goal.atLeast("throughput ratio to bare, MLP", 0.40, ratio(section, "mlp", speed)));
        goals.add(Goal.atMost("CPU ratio, cache, long warm-up", 2.2, ratio(measured.steady(), "cached", cpu))
                .aim(1.8));
        goals.add(Goal.atMost("CPU ratio, MLP, long warm-up", 2.6, ratio(measured.steady(), "mlp", cpu))
                .aim(2.0));
        scaling(goals, measured.scaling());
    }

    private static void scaling(List<Goal> goals, Optional<ScalingSection> section) {
        Layout two = new Layout(1, 2);
        goals.add(Goal.atLeast(
                "two threads over one, MLP",
                1.6,
                section.flatMap(s -> s.speedup("mlp", two)).map(Spread::median)));
        goals.add(Goal.atLeast(
                "two threads over one, trees",
                1.6,
                section.flatMap(s -> s.speedup("trees", two)).map(Spread::median)));
    }

    private static Optional<Double> ratio(
            Optional<ThroughputSection> section, String asked, ToDoubleFunction<Run> figure) {
        return section.flatMap(throughput -> throughput.trial(asked))
                .flatMap(trial -> new Ratios(trial.runs()).toBare(WORKER, figure))
                .map(Spread::median);
    }

    private static void latency(List<Goal> goals, Optional<LatencySection> section) {
        goals.add(Goal.atMost("p50 over Streams pass-through's", 1.2, section.flatMap(s -> s.ratio(Point::p50))));
        goals.add(Goal.atMost("p99 over Streams pass-through's", 1.2, section.flatMap(s -> s.ratio(Point::p99))));
    }

    private static void memory(List<Goal> goals, Measured measured) {
        goals.add(Goal.atMost("RSS at most, soak, MB", 512, measured.soak().map(soak -> soak.maxBytes() / MEGABYTE)));
        goals.add(Goal.atMost(
                "RSS at the soak's end over that after a tenth",
                1.1,
                measured.soak().map(soak -> (double) soak.bytesAtEnd() / soak.bytesAfter(soak.requests() / 10))));
        goals.add(Goal.atMost(
                "process start to ready, s, with class cache",
                4,
                measured.start().flatMap(start -> start.variants().stream()
                        .filter(Variant::cached)
                        .map(variant -> Spread.of(variant.seconds()).median())
                        .min(Comparator.naturalOrder()))));
    }

    private static void growth(List<Goal> goals, GrowthSection section) {
        for (GrowthSection.Point point : section.others()) {
            goals.add(Goal.atMost(
                    String.format(
                            Locale.ROOT,
                            "cost per record, %,d %s over %,d",
                            point.size(),
                            section.dimension(),
                            section.first().size()),
                    1.1,
                    section.growth(point, Contender.WORKER).map(Spread::median)));
        }
    }

    private static void evaluator(List<Goal> goals, Optional<EvaluatorSection> section) {
        goals.add(Goal.atMost(
                        "evaluator: CPU ratio to a plain read, most predictions",
                        2.3,
                        section.flatMap(s -> s.last().ratio()).map(Spread::median))
                .aim(1.6));
        goals.add(Goal.atMost("evaluator: heap at most used, MB", 512, section.map(s -> s.points().stream()
                .mapToDouble(point -> point.mostUsedBytes(Reader.EVALUATOR) / MEGABYTE)
                .max()
                .orElseThrow())));
        goals.add(Goal.atMost(
                "evaluator: cost per prediction, most over fewest",
                1.1,
                section.flatMap(s -> s.growth(s.last())).map(Spread::median)));
    }
}
