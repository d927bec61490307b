package dev.presage.benchmark.report;

import dev.presage.benchmark.evaluate.Reader;
import dev.presage.benchmark.measure.Run;
import dev.presage.benchmark.report.EvaluatorSection.Point;
import dev.presage.benchmark.report.EvaluatorSection.Setup;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The page's section on the batch evaluator. */
public final class EvaluatorText {
    private static final double MEGABYTE = 1e6;

    private EvaluatorText() {}

    static String of(EvaluatorSection section) {
        return "## The evaluator\n\nWhat it costs to judge predictions, beside a plain consumer that only reads the same bytes with the"
                + " same settings and as many threads. "
                + counted(section.setup())
                + " Both from the process's start to its end; medians of the rounds, in brackets the least and the most.\n\n"
                + table(section)
                + "\nWhat is more where there are more predictions; the questions stay the same, they get more answers.\n\n"
                + growth(section)
                + "\n"
                + noise(section)
                + Noise.of(section.environment())
                + "\n";
    }

    private static String counted(Setup setup) {
        return String.format(
                Locale.ROOT,
                "%,d tickers on %,d days and of two models: %,d questions, asked in turn through each day, and %,d bars; %d"
                        + " partitions, lz4, transactions; Java options %s.%s",
                setup.tickers(),
                setup.days(),
                setup.questions(),
                setup.bars(),
                setup.partitions(),
                String.join(" ", setup.jvmOptions()),
                setup.ownFeaturesPercent() == 0
                        ? ""
                        : " No two answers are alike to " + setup.ownFeaturesPercent() + " % of the questions.");
    }

    /** Both readers side by side, for each number of predictions. */
    public static String table(EvaluatorSection section) {
        Table table = new Table(
                "predictions",
                "reader",
                "CPU-s",
                "CPU ratio to bare",
                "s",
                "predictions/s",
                "heap, most used, MB",
                "most left by a collection, MB",
                "peak RSS, MB");
        for (Point point : section.points()) {
            for (Reader reader : Reader.values()) {
                table.row(
                        String.format(Locale.ROOT, "%,d", point.predictions()),
                        reader.label(),
                        text("%.2f", point.figure(reader, Run::cpuSeconds)),
                        reader == Reader.BARE ? "1.00" : text("%.2f", point.ratio()),
                        text("%.2f", point.figure(reader, Run::seconds)),
                        median("%,.0f", point.figure(reader, Run::recordsPerSecond)),
                        number(point.mostUsedBytes(reader) / MEGABYTE),
                        number(point.mostLeftBytes(reader) / MEGABYTE),
                        median("%.0f", point.figure(reader, run -> run.peakResidentBytes() / MEGABYTE)));
            }
        }
        return table.text();
    }

    /** Whether a prediction costs the same however many there are. */
    public static String growth(EvaluatorSection section) {
        Table table = new Table(
                "predictions",
                "evaluator: CPU-s per million",
                "over the first",
                "CPU-s for each further million",
                "bare: CPU-s per million",
                "for each further million");
        for (Point point : section.points()) {
            table.row(
                    String.format(Locale.ROOT, "%,d", point.predictions()),
                    text("%.2f", point.figure(Reader.EVALUATOR, Run::cpuPerMillion)),
                    point.equals(section.first()) ? "" : text("%.2f", section.growth(point)),
                    text("%.2f", section.furtherMillion(point, Reader.EVALUATOR)),
                    text("%.2f", point.figure(Reader.BARE, Run::cpuPerMillion)),
                    text("%.2f", section.furtherMillion(point, Reader.BARE)));
        }
        return table.text();
    }

    private static String noise(EvaluatorSection section) {
        List<Run> runs = section.points().stream()
                .flatMap(point -> point.runs().stream())
                .toList();
        return section.last()
                .ratio()
                .map(spread -> Noise.of("CPU ratios", spread, runs))
                .orElse("");
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.0f", value);
    }

    private static String text(String format, Optional<Spread> figure) {
        return figure.map(spread -> spread.text(format)).orElse("");
    }

    private static String median(String format, Optional<Spread> figure) {
        return figure.map(spread -> String.format(Locale.ROOT, format, spread.median()))
                .orElse("");
    }
}
