package dev.presage.benchmark.report;

import dev.presage.benchmark.measure.Contender;
import dev.presage.benchmark.measure.Run;
import dev.presage.benchmark.report.GrowthSection.Point;
import java.util.Locale;
import java.util.Optional;

/** The page's section on growth. */
final class GrowthText {
    private GrowthText() {}

    static String of(GrowthSection section) {
        Table table = new Table("case", "of", "size", "CPU-s per million", "records/s");
        for (Point point : section.points()) {
            Ratios ratios = new Ratios(point.runs());
            table.row(
                    point.asked(),
                    point.dimension(),
                    String.format(Locale.ROOT, "%,d", point.size()),
                    text("%.2f", ratios.figure(Contender.WORKER.label(), Run::cpuPerMillion)),
                    text("%,.0f", ratios.figure(Contender.WORKER.label(), Run::recordsPerSecond)));
        }
        return String.format(
                        Locale.ROOT,
                        "## Growth%n%nWhat a record costs the worker when there is more of everything, after %,d requests to warm up. "
                                + "Medians; in brackets the least and the most of the rounds.%n%n",
                        section.warmUp())
                + table.text()
                + "\n"
                + Noise.ofOthers(section.points().stream()
                        .flatMap(point -> point.runs().stream())
                        .toList())
                + Noise.of(section.environment())
                + "\n";
    }

    private static String text(String format, Optional<Spread> figure) {
        return figure.map(spread -> spread.text(format)).orElse("");
    }
}
