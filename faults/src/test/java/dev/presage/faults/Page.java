package dev.presage.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.presage.process.Checkout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/** A page of docs/ that a suite writes, from a text of the same name beside the suite. */
public record Page(Class<?> suite, String name) {

    /** Where it is in the repository. */
    public Path committed() {
        return Checkout.own().root().resolve("docs").resolve(name);
    }

    /**
     * Writes it.
     *
     * @param allWentWell in a long run; else it becomes a file in the module's target, and the repository's page stays as it is
     * @param tables what comes in the text's places, by the name that stands there in braces
     */
    public void write(boolean allWentWell, Map<String, String> tables) throws IOException {
        String page;
        try (InputStream text = Objects.requireNonNull(suite.getResourceAsStream(name), name)) {
            page = new String(text.readAllBytes(), UTF_8);
        }
        for (Map.Entry<String, String> table : tables.entrySet()) {
            page = page.replace("{" + table.getKey() + "}", table.getValue());
        }
        Files.writeString(
                allWentWell
                        ? committed()
                        : Checkout.own().root().resolve("faults/target").resolve(name),
                page);
    }
}
