package dev.presage.evaluator.publish;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files of one report, of which a run replaces all or none, whenever it is killed. Each run writes an edition of them into a folder
 * of its own, {@code .edition-<number>}. The link {@code .edition} leads to the one that counts, and what readers open are links through
 * it: {@code report.json} leads to {@code .edition/report.json}. So to replace that one link, at once, is to replace all of them. The
 * links are relative: folders can be moved and copied.
 */
final class Editions {
    private static final String CURRENT = ".edition";
    private static final String NUMBERED = CURRENT + "-";

    private final Path directory;
    private final List<String> names;
    private final Disk disk;

    /**
     * @param directory of the report, which is there
     * @param names of its files
     */
    Editions(Path directory, List<String> names, Disk disk) {
        this.directory = directory;
        this.names = List.copyOf(names);
        this.disk = disk;
    }

    /**
     * Writes an edition that will count when the replacement takes place.
     *
     * @param contents by the files' names
     */
    void add(Map<String, byte[]> contents, Replacement replacement) throws IOException {
        Path edition = write(contents, replacement);
        linkNames(replacement); // of a first edition, these lead nowhere until the next line
        replacement.link(current(), edition.getFileName());
    }

    private Path write(Map<String, byte[]> contents, Replacement replacement) throws IOException {
        Path edition = create();
        for (Map.Entry<String, byte[]> file : contents.entrySet()) {
            replacement.add(edition.resolve(file.getKey()), file.getValue());
        }
        return edition;
    }

    private Path create() throws IOException {
        Optional<Path> counts = target(current());
        for (int number = 1; ; number++) {
            Path edition = directory.resolve(NUMBERED + number);
            if (counts.equals(Optional.of(edition.getFileName()))) {
                continue; // even if it is gone: to write it would be to replace file by file
            }
            try {
                disk.createDirectory(edition);
            } catch (FileAlreadyExistsException e) {
                continue;
            }
            // After Ctrl-C, if it is empty then.
            edition.toFile().deleteOnExit();
            return edition;
        }
    }

    private void linkNames(Replacement replacement) throws IOException {
        for (String name : names) {
            replacement.link(directory.resolve(name), throughCurrent(name));
        }
    }

    private Path current() {
        return directory.resolve(CURRENT);
    }

    private static Path throughCurrent(String name) {
        return Path.of(CURRENT, name);
    }

    /**
     * Makes an edition of files that are none: of a time before there were editions, or copies that were made through the links. Killed
     * at any moment, readers find what they found before.
     */
    void adopt() throws IOException {
        if (Files.isDirectory(current(), LinkOption.NOFOLLOW_LINKS)) {
            standAlone();
            delete(current());
        }
        boolean allAre = true;
        for (String name : names) {
            allAre &= isOfAnEdition(name);
        }
        if (allAre) {
            return;
        }
        try (Replacement old = new Replacement(disk)) {
            Path edition = write(shown(), old);
            old.link(current(), edition.getFileName());
            linkNames(old);
            old.takePlace();
        }
    }

    private void standAlone() throws IOException {
        try (Replacement files = new Replacement(disk)) {
            for (Map.Entry<String, byte[]> file : shown().entrySet()) {
                files.add(directory.resolve(file.getKey()), file.getValue());
            }
            files.takePlace();
        }
    }

    private boolean isOfAnEdition(String name) throws IOException {
        Path file = directory.resolve(name);
        return !Files.exists(file, LinkOption.NOFOLLOW_LINKS)
                || target(file).filter(throughCurrent(name)::equals).isPresent();
    }

    /** What readers find now. */
    private Map<String, byte[]> shown() throws IOException {
        Map<String, byte[]> shown = new LinkedHashMap<>();
        for (String name : names) {
            Path file = directory.resolve(name);
            if (Files.exists(file)) {
                shown.put(name, Files.readAllBytes(file));
            }
        }
        return shown;
    }

    private static Optional<Path> target(Path link) throws IOException {
        return Files.isSymbolicLink(link) ? Optional.of(Files.readSymbolicLink(link)) : Optional.empty();
    }

    /** Removes editions that don't count, and what was not finished; the folder as well, if no run ever finished in it. */
    void removeLeftovers() throws IOException {
        Optional<Path> counts = target(current());
        for (Path each : Disk.list(directory)) {
            String name = each.getFileName().toString();
            if (name.startsWith(NUMBERED) && !counts.equals(Optional.of(each.getFileName()))) {
                delete(each);
            }
        }
        for (String name : Stream.concat(Stream.of(CURRENT), names.stream()).toList()) {
            Path file = directory.resolve(name);
            delete(Replacement.aside(file));
            if (Files.notExists(file)) {
                disk.delete(file); // a link that leads nowhere
            }
        }
        if (Disk.list(directory).isEmpty()) {
            disk.delete(directory);
        }
    }

    private void delete(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            for (Path each : Disk.list(path)) {
                delete(each);
            }
        }
        disk.delete(path);
    }
}
