package dev.presage.benchmark.report;

import dev.presage.benchmark.measure.Run;
import dev.presage.benchmark.report.ScalingSection.Layout;
import dev.presage.benchmark.report.ScalingSection.Trial;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The page's section on scaling. */
final class ScalingText {
    private ScalingText() {}

    /** One row of the table. */
    private record Row(String asked, Layout layout) {}

    static String of(ScalingSection section) {
        Table table = new Table(
                "case",
                "workers",
                "threads of each",
                "records/s",
                "expected",
                "times one thread",
                "CPU-s per million",
                "of the broker");
        Set<Row> rows = new LinkedHashSet<>();
        for (Trial trial : section.trials()) {
            rows.add(new Row(trial.asked(), trial.layout()));
        }
        for (Row row : rows) {
            String asked = row.asked();
            Layout layout = row.layout();
            table.row(
                    asked,
                    Integer.toString(layout.workers()),
                    Integer.toString(layout.threads()),
                    median("%,.0f", section.figure(asked, layout, Run::recordsPerSecond)),
                    layout.equals(ScalingSection.ONE) ? "" : format("%,.0f", section.expected(asked, layout)),
                    section.speedup(asked, layout)
                            .map(speedup -> speedup.text("%.2f"))
                            .orElse(""),
                    median("%.2f", section.figure(asked, layout, Run::cpuPerMillion)),
                    median("%.2f", section.figure(asked, layout, Run::brokerCpuPerMillion)));
        }
        return String.format(
                        Locale.ROOT,
                        "## Scaling%n%n%,d requests after %,d to warm up; workers, broker and observer share %d processors. "
                                + "Expected is what [scaling.md](scaling.md) makes of the first row: the threads' throughput, or what "
                                + "the processors can pay for if that is less. Medians of the rounds; in brackets the least and the most.%n%n",
                        section.records(),
                        section.warmUp(),
                        section.processors())
                + table.text()
                + "\n"
                + Noise.ofOthers(section.trials().stream().map(Trial::run).toList())
                + Noise.of(section.environment())
                + "\n";
    }

    private static String median(String format, Optional<Spread> figure) {
        return format(format, figure.map(Spread::median));
    }

    private static String format(String format, Optional<Double> figure) {
        return figure.map(value -> String.format(Locale.ROOT, format, value)).orElse("");
    }
}
