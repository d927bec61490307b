package dev.presage.alerts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the files lie that are checked. Tests run in the module's folder. */
public final class Repository {
    /** Its top level. */
    public static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Repository() {}

    /** By its path from the top level. */
    public static Path file(String path) {
        return ROOT.resolve(path);
    }

    /** All of its text. */
    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The files of a folder whose names end so, in the order of their names; at least one. */
    public static List<Path> files(String folder, String ending) {
        try (Stream<Path> found = Files.list(file(folder))) {
            List<Path> files = found.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new IllegalStateException("no *" + ending + " in " + folder + ", expected at least one");
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As it is named in messages. */
    public static String name(Path file) {
        return ROOT.relativize(file).toString();
    }
}
