package dev.presage.benchmark.report;

import dev.presage.benchmark.measure.Contender;
import dev.presage.benchmark.measure.Run;
import dev.presage.benchmark.report.ThroughputSection.Setup;
import dev.presage.benchmark.report.ThroughputSection.Trial;
import java.util.Locale;

/** The page's section on throughput. */
final class ThroughputText {
    private ThroughputText() {}

    /** @param title of the section */
    static String of(String title, ThroughputSection section) {
        Setup setup = section.setup();
        StringBuilder text = new StringBuilder("## ").append(title).append("\n\n");
        text.append(String.format(
                Locale.ROOT,
                "%,d requests after %,d to warm up%s, one thread, %d tickers, %d partitions, "
                        + "`WORKER_PROFILE` %s, Java options %s. Medians of the rounds; in brackets the least and the most.%n%n",
                setup.records(),
                setup.warmUp(),
                hasNaive(section)
                        ? String.format(Locale.ROOT, " (naive: at most %,d of either)", setup.naiveMost())
                        : "",
                setup.tickers(),
                setup.partitions(),
                setup.profile().isEmpty() ? "as shipped" : setup.profile(),
                setup.jvmOptions().isEmpty() ? "none" : String.join(" ", setup.jvmOptions())));
        for (Trial trial : section.trials()) {
            text.append("### ")
                    .append(title(trial.asked()))
                    .append("\n\n")
                    .append(ThroughputTable.of(trial))
                    .append('\n');
            new Ratios(trial.runs())
                    .toBare(Contender.WORKER.label(), Run::cpuPerMillion)
                    .ifPresent(spread -> text.append(Noise.of("CPU ratios", spread, trial.runs())));
        }
        return text.append(Noise.of(section.environment())).append('\n').toString();
    }

    private static boolean hasNaive(ThroughputSection section) {
        return section.trials().stream().flatMap(trial -> trial.runs().stream()).anyMatch(run -> run.contender()
                .equals(Contender.NAIVE.label()));
    }

    private static String title(String asked) {
        return switch (asked) {
            case "cached" -> "Answers from the cache";
            case "mlp" -> "Producer's features, perceptron 8-32-16-1";
            case "trees" -> "Producer's features, 100 boosted trees of depth 6";
            default -> asked;
        };
    }
}
