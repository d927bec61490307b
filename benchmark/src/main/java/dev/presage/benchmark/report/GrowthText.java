package dev.presage.benchmark.report;

import dev.presage.benchmark.measure.Contender;
import dev.presage.benchmark.measure.Run;
import dev.presage.benchmark.report.GrowthSection.Point;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The page's section on growth. */
final class GrowthText {
    private GrowthText() {}

    static String of(GrowthSection section) {
        Table table = new Table(
                "of",
                "size",
                "worker: CPU-s per million",
                "over the first size",
                "records/s",
                "bare: CPU-s per million",
                "over the first size");
        for (Point point : section.points()) {
            Ratios ratios = new Ratios(point.runs());
            table.row(
                    point.dimension(),
                    String.format(Locale.ROOT, "%,d", point.size()),
                    text("%.2f", ratios.figure(Contender.WORKER.label(), Run::cpuPerMillion)),
                    growth(section, point, Contender.WORKER),
                    text("%,.0f", ratios.figure(Contender.WORKER.label(), Run::recordsPerSecond)),
                    text("%.2f", ratios.figure(Contender.BARE.label(), Run::cpuPerMillion)),
                    growth(section, point, Contender.BARE));
        }
        return String.format(
                        Locale.ROOT,
                        "## Growth%n%nWhat a record costs when there is more of everything, case `%s`, after %,d requests to warm up. "
                                + "In each round all sizes take their turns. `records` is how long the topic is, of which the last ones count. Medians; in brackets the least and the most of the rounds.%n%n",
                        section.asked(),
                        section.warmUp())
                + table.text()
                + "\n"
                + noise(section)
                + Noise.of(section.environment())
                + "\n";
    }

    private static String noise(GrowthSection section) {
        List<Run> runs = section.points().stream()
                .flatMap(point -> point.runs().stream())
                .toList();
        return section.points().stream()
                .flatMap(point -> section.growth(point, Contender.WORKER).stream())
                .max(Comparator.comparingDouble(Spread::relative))
                .map(spread -> Noise.of("costs over the first size", spread, runs))
                .orElse("");
    }

    private static String growth(GrowthSection section, Point point, Contender contender) {
        return section.isFirst(point) ? "" : text("%.2f", section.growth(point, contender));
    }

    private static String text(String format, Optional<Spread> figure) {
        return figure.map(spread -> spread.text(format)).orElse("");
    }
}
