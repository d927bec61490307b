package dev.presage.benchmark.report;

import dev.presage.benchmark.report.PartsSection.Part;
import java.util.Locale;

/** The page's section on the parts. */
final class PartsText {
    private PartsText() {}

    static String of(PartsSection section) {
        Table table = new Table("part", "", "ns", "error, ns");
        for (Part part : section.parts()) {
            table.row(
                    part.name(),
                    part.parameters(),
                    String.format(Locale.ROOT, "%,.1f", part.nanos()),
                    Double.isFinite(part.error()) ? String.format(Locale.ROOT, "%,.1f", part.error()) : "");
        }
        return "## Parts\n\nOne thread, JMH. Inference is for each row of a batch.\n\n" + table.text() + "\n"
                + Noise.of(section.environment()) + "\n";
    }
}
