package dev.presage.benchmark.report;

import dev.presage.benchmark.measure.Contender;
import dev.presage.benchmark.measure.Run;
import dev.presage.benchmark.report.ThroughputSection.Trial;
import java.util.Locale;
import java.util.Optional;

/** A trial as a table: a row for each contender. */
public final class ThroughputTable {
    private ThroughputTable() {}

    /** The lines of the table. */
    public static String of(Trial trial) {
        Ratios ratios = new Ratios(trial.runs());
        Table table = new Table(
                "",
                "records/s",
                "CPU-s per million",
                "CPU ratio to bare",
                "throughput ratio to bare",
                "broker's CPU-s per million",
                "peak RSS, MB");
        for (Contender contender : Contender.values()) {
            String name = contender.label();
            Optional<Spread> perSecond = ratios.figure(name, Run::recordsPerSecond);
            if (perSecond.isPresent()) {
                table.row(
                        name,
                        String.format(Locale.ROOT, "%,.0f", perSecond.get().median()),
                        median(ratios.figure(name, Run::cpuPerMillion)),
                        spread(ratios.toBare(name, Run::cpuPerMillion)),
                        spread(ratios.toBare(name, Run::recordsPerSecond)),
                        median(ratios.figure(name, Run::brokerCpuPerMillion)),
                        ratios.figure(name, Run::peakResidentBytes)
                                .map(bytes -> String.format(Locale.ROOT, "%.0f", bytes.max() / 1e6))
                                .orElse(""));
            }
        }
        return table.text();
    }

    private static String median(Optional<Spread> figure) {
        return figure.map(spread -> String.format(Locale.ROOT, "%.2f", spread.median()))
                .orElse("");
    }

    private static String spread(Optional<Spread> ratio) {
        return ratio.map(spread -> spread.text("%.2f")).orElse("");
    }
}
