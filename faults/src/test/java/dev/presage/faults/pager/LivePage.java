package dev.presage.faults.pager;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.presage.process.Checkout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** The page that says what was heard: docs/alerts-live.md if all cases were played and went well, else a file in the module's target. */
final class LivePage {
    private final List<LiveRow> told = new CopyOnWriteArrayList<>();
    private final List<LiveRow.Silent> silent = new CopyOnWriteArrayList<>();

    void add(LiveRow row) {
        told.add(row);
    }

    void add(LiveRow.Silent row) {
        silent.add(row);
    }

    /** Writes it, with the alerts in the order of the rules. */
    void write(boolean allWentWell) throws IOException {
        Path root = Checkout.own().root();
        Path page = root.resolve(allWentWell ? "docs/alerts-live.md" : "faults/target/alerts-live.md");
        String rows = ShippedAlert.all().stream()
                .flatMap(shipped -> told.stream()
                        .filter(row -> row.alert().name().equals(shipped.name())
                                && row.alert().severity().equals(shipped.severity()))
                        .map(row -> row.line(shipped)))
                .collect(Collectors.joining("\n"));
        String silences = silent.stream().map(LiveRow.Silent::line).collect(Collectors.joining("\n"));
        try (InputStream text =
                Objects.requireNonNull(LivePage.class.getResourceAsStream("alerts-live.md"), "alerts-live.md")) {
            Files.writeString(
                    page,
                    new String(text.readAllBytes(), UTF_8)
                            .replace("{told}", rows)
                            .replace("{silent}", silences));
        }
    }
}
