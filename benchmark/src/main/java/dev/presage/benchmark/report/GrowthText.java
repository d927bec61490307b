package dev.presage.benchmark.report;

import dev.presage.benchmark.measure.Contender;
import dev.presage.benchmark.measure.Run;
import dev.presage.benchmark.report.GrowthSection.Dimension;
import dev.presage.benchmark.report.GrowthSection.Point;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The page's section on growth. */
final class GrowthText {
    private static final double MEGABYTE = 1e6;

    private GrowthText() {}

    /** @param sections at least one */
    static String of(List<GrowthSection> sections) {
        StringBuilder text = new StringBuilder(
                "## Growth\n\nWhat a record costs when there is more of everything. In each "
                        + "round all sizes take their turns. Medians; in brackets the least and the most of the rounds.\n\n");
        for (GrowthSection section : sections) {
            text.append("### More ").append(section.dimension()).append("\n\n");
            text.append(counted(section)).append("\n\n");
            text.append(table(section)).append('\n');
            text.append(noise(section));
            text.append(Noise.of(section.environment())).append('\n');
        }
        return text.toString();
    }

    private static String counted(GrowthSection section) {
        return section.dimension() == Dimension.RECORDS
                ? String.format(
                        Locale.ROOT,
                        "Case `%s`; the last %,d requests of a topic that has so many.",
                        section.asked(),
                        section.records())
                : String.format(
                        Locale.ROOT,
                        "Case `%s`; %,d requests after %,d to warm up.",
                        section.asked(),
                        section.records(),
                        section.warmUp());
    }

    private static String table(GrowthSection section) {
        Table table = new Table(
                section.dimension().toString(),
                "worker: CPU-s per million",
                "over the first",
                "records/s",
                "peak RSS, MB",
                "bare: CPU-s per million",
                "over the first");
        for (Point point : section.points()) {
            Ratios ratios = new Ratios(point.runs());
            table.row(
                    String.format(Locale.ROOT, "%,d", point.size()),
                    text("%.2f", ratios.figure(Contender.WORKER.label(), Run::cpuPerMillion)),
                    growth(section, point, Contender.WORKER),
                    text("%,.0f", ratios.figure(Contender.WORKER.label(), Run::recordsPerSecond)),
                    text("%.0f", ratios.figure(Contender.WORKER.label(), run -> run.peakResidentBytes() / MEGABYTE)),
                    text("%.2f", ratios.figure(Contender.BARE.label(), Run::cpuPerMillion)),
                    growth(section, point, Contender.BARE));
        }
        return table.text();
    }

    private static String noise(GrowthSection section) {
        List<Run> runs = section.points().stream()
                .flatMap(point -> point.runs().stream())
                .toList();
        return section.others().stream()
                .flatMap(point -> section.growth(point, Contender.WORKER).stream())
                .max(Comparator.comparingDouble(Spread::relative))
                .map(spread -> Noise.of("costs over the first", spread, runs))
                .orElse("");
    }

    private static String growth(GrowthSection section, Point point, Contender contender) {
        return point.equals(section.first()) ? "" : text("%.2f", section.growth(point, contender));
    }

    private static String text(String format, Optional<Spread> figure) {
        return figure.map(spread -> spread.text(format)).orElse("");
    }
}
