package dev.presage.faults.reliability;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.presage.process.Checkout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The page that says what the suite measured: docs/reliability.md if it ran in earnest and all went well, else a file in the module's target. */
final class ReliabilityPage {
    private ReliabilityPage() {}

    static void write(boolean inEarnest, List<Row> rows) throws IOException {
        Path root = Checkout.own().root();
        Path page = root.resolve(inEarnest ? "docs/reliability.md" : "faults/target/reliability.md");
        try (InputStream text =
                Objects.requireNonNull(ReliabilityPage.class.getResourceAsStream("reliability.md"), "reliability.md")) {
            String table = rows.stream().map(Row::line).collect(Collectors.joining("\n"));
            Files.writeString(page, new String(text.readAllBytes(), UTF_8).replace("{rows}", table));
        }
    }
}
