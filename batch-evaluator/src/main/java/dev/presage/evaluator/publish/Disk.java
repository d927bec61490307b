package dev.presage.evaluator.publish;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** What is done to files, act by act: who is killed is killed between two of these, or while a file is being written. */
class Disk {
    /** Makes a folder, with those above it, unless it is there. */
    void createDirectories(Path directory) throws IOException {
        Files.createDirectories(directory);
    }

    /**
     * Makes a folder.
     *
     * @throws java.nio.file.FileAlreadyExistsException if something of that name is there
     */
    void createDirectory(Path directory) throws IOException {
        Files.createDirectory(directory);
    }

    /** Writes a whole file, and returns when it would survive a power failure. */
    void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            ByteBuffer left = ByteBuffer.wrap(content);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
    }

    /** Makes a symbolic link. */
    void link(Path link, Path target) throws IOException {
        Files.createSymbolicLink(link, target);
    }

    /** Gives a file or a link another name, at once; what had that name is gone. */
    void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Returns when what was made, moved and removed in a folder would survive a power failure, where the file system can say so. */
    void force(Path directory) {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // of a folder not every file system can; what was done is done all the same
        }
    }

    /** Removes a file, a link or an empty folder, if it is there. */
    void delete(Path path) throws IOException {
        Files.deleteIfExists(path);
    }

    /** What is in a folder. */
    static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
