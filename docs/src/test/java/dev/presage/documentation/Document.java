package dev.presage.documentation;

import dev.presage.alerts.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A document that is made from what is so.
 *
 * @param file where it lies
 * @param text what it must hold
 */
record Document(String file, String text) {
    /** Below the title of each. */
    static final String NOTICE = "<!-- Made by `make docs`: whatever is changed here is made anew. -->\n\n";

    void write() throws IOException {
        Files.writeString(Repository.file(file), text);
    }

    /** What the file holds otherwise, and what to do about it; empty if it holds what it must. */
    Optional<String> difference() {
        Path path = Repository.file(file);
        return Difference.between(Files.exists(path) ? Repository.read(path) : "", text)
                .map(lines -> file + " is not up to date; `make docs` writes it anew:\n" + lines);
    }

    @Override
    public String toString() {
        return file;
    }
}
