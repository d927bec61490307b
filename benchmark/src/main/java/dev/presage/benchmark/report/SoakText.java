package dev.presage.benchmark.report;

import dev.presage.benchmark.report.SoakSection.Sample;
import java.util.Locale;

/** The page's section on memory. */
final class SoakText {
    private static final int ROWS = 10;

    private SoakText() {}

    static String of(SoakSection section) {
        Table table = new Table("requests answered", "RSS, MB");
        for (int row = 1; row <= ROWS; row++) {
            long answered = section.requests() * row / ROWS;
            table.row(
                    String.format(Locale.ROOT, "%,d", answered),
                    String.format(Locale.ROOT, "%.0f", section.bytesAfter(answered) / 1e6));
        }
        long most = section.samples().stream()
                .mapToLong(Sample::residentBytes)
                .max()
                .orElse(0);
        return String.format(
                        Locale.ROOT,
                        "## Memory%n%nOne worker that answers %,d requests of case %s; at most %.0f MB of resident "
                                + "memory at %d looks.%n%n",
                        section.requests(),
                        section.asked(),
                        most / 1e6,
                        section.samples().size())
                + table.text() + "\n" + Noise.of(section.environment()) + "\n";
    }
}
