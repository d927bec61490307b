package dev.presage.benchmark;

import dev.presage.benchmark.evaluate.History;
import java.time.LocalDate;
import java.time.ZoneOffset;
import picocli.CommandLine.Option;

/** Options of the commands that publish predictions to be judged. */
final class HistoryOptions {
    @Option(names = "--tickers", defaultValue = "1000", description = "Default: ${DEFAULT-VALUE}.")
    private int tickers;

    @Option(names = "--days", defaultValue = "250", description = "Default: ${DEFAULT-VALUE}.")
    private int days;

    @Option(names = "--partitions", defaultValue = "6", description = "Of each topic (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @Option(
            names = "--own-features",
            paramLabel = "PERCENT",
            defaultValue = "0",
            description = "Of the questions: producers sent features, so no two answers are alike"
                    + " (default: ${DEFAULT-VALUE}).")
    private int ownFeatures;

    /** With one answer to each question. */
    History questions() {
        return new History(tickers, days, 1, ownFeatures, LocalDate.now(ZoneOffset.UTC));
    }

    int partitions() {
        return partitions;
    }
}
