package dev.presage.faults.pager;

import dev.presage.faults.Page;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/** The page that says what was heard. */
final class LivePage {
    static final Page PAGE = new Page(LivePage.class, "alerts-live.md");

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
        String rows = ShippedAlert.all().stream()
                .flatMap(shipped -> told.stream()
                        .filter(row -> row.alert().name().equals(shipped.name())
                                && row.alert().severity().equals(shipped.severity()))
                        .map(row -> row.line(shipped)))
                .collect(Collectors.joining("\n"));
        String silences = silent.stream().map(LiveRow.Silent::line).collect(Collectors.joining("\n"));
        PAGE.write(allWentWell, Map.of("told", rows, "silent", silences));
    }
}
