package dev.presage.evaluator.publish;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/** Files that take the place of older ones only when each of them is whole and on disk. Closing it removes what was not finished. */
final class Replacement implements AutoCloseable {
    private final Map<Path, Path> unfinished = new LinkedHashMap<>();

    /** Writes a file beside the one that it is to replace. */
    void add(Path file, byte[] content) throws IOException {
        Path aside = file.resolveSibling("." + file.getFileName() + ".unfinished");
        // Ctrl-C comes between this line and the next at worst.
        aside.toFile().deleteOnExit();
        unfinished.put(file, aside);
        try (FileChannel channel = FileChannel.open(
                aside, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    /** Moves them, each at once, in the order in which they were added. */
    void takePlace() throws IOException {
        for (Map.Entry<Path, Path> file : unfinished.entrySet()) {
            Files.move(file.getValue(), file.getKey(), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    @Override
    public void close() throws IOException {
        IOException problem = null;
        for (Path aside : unfinished.values()) {
            try {
                Files.deleteIfExists(aside);
            } catch (IOException e) {
                problem = e;
            }
        }
        if (problem != null) {
            throw problem;
        }
    }
}
