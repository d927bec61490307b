package dev.presage.benchmark.report;

import dev.presage.benchmark.report.StartSection.Variant;
import java.util.Locale;

/** The page's section on starting. */
final class StartText {
    private StartText() {}

    static String of(StartSection section) {
        Table table = new Table("", "Java", "s until ready");
        for (Variant variant : section.variants()) {
            Spread spread = Spread.of(variant.seconds());
            table.row(variant.name(), variant.java(), spread.text("%.2f"));
        }
        return String.format(
                        Locale.ROOT,
                        "## Start%n%nFrom the process's start until `/readyz` says 200, with %,d tickers of %d bars each to "
                                + "restore. `make class-cache` makes the archives. Medians; in brackets the least and the most.%n%n",
                        section.tickers(),
                        section.barsPerTicker())
                + table.text() + "\n" + Noise.of(section.environment()) + "\n";
    }
}
