package dev.presage.evaluator.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Files and links that take the place of older ones only when each of them is on disk. Closing it removes what was not finished. */
final class Replacement implements AutoCloseable {
    private final Disk disk;
    private final Map<Path, Path> unfinished = new LinkedHashMap<>();

    Replacement(Disk disk) {
        this.disk = disk;
    }

    /** Writes a file beside the one that it is to replace. */
    void add(Path file, byte[] content) throws IOException {
        disk.write(begin(file), content);
    }

    /** Makes a symbolic link beside the file or the link that it is to replace. */
    void link(Path link, Path target) throws IOException {
        Path aside = begin(link);
        disk.delete(aside);
        disk.link(aside, target);
    }

    private Path begin(Path file) {
        Path aside = aside(file);
        // Ctrl-C comes before it is written at worst.
        aside.toFile().deleteOnExit();
        unfinished.put(file, aside);
        return aside;
    }

    /** Where a file is until it takes its place. */
    static Path aside(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".unfinished");
    }

    /** Moves them, each at once, in the order in which they were added; a power failure leaves the older ones or these. */
    void takePlace() throws IOException {
        force();
        for (Map.Entry<Path, Path> file : unfinished.entrySet()) {
            disk.move(file.getValue(), file.getKey());
        }
        force();
    }

    private void force() {
        unfinished.values().stream()
                .map(aside -> aside.resolveSibling(""))
                .distinct()
                .forEach(disk::force);
    }

    @Override
    public void close() throws IOException {
        IOException problem = null;
        for (Path aside : unfinished.values()) {
            try {
                disk.delete(aside);
            } catch (IOException e) {
                problem = e;
            }
        }
        if (problem != null) {
            throw problem;
        }
    }
}
