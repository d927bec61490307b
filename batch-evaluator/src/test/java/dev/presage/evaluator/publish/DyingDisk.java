package dev.presage.evaluator.publish;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** As a process sees a disk that is killed after so many acts: the next one it begins and does not end, and then it does no more. */
final class DyingDisk extends Disk {
    private long acts;

    /** The process is dead. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    DyingDisk(long acts) {
        this.acts = acts;
    }

    private void act() {
        if (acts-- <= 0) {
            throw new Killed();
        }
    }

    @Override
    void createDirectories(Path directory) throws IOException {
        act();
        super.createDirectories(directory);
    }

    @Override
    void createDirectory(Path directory) throws IOException {
        act();
        super.createDirectory(directory);
    }

    @Override
    void write(Path file, byte[] content) throws IOException {
        if (acts == 0) {
            super.write(file, Arrays.copyOf(content, content.length / 2));
        }
        act();
        super.write(file, content);
    }

    @Override
    void link(Path link, Path target) throws IOException {
        act();
        super.link(link, target);
    }

    @Override
    void move(Path from, Path to) throws IOException {
        act();
        super.move(from, to);
    }

    @Override
    void force(Path directory) {
        act();
        super.force(directory);
    }

    @Override
    void delete(Path path) throws IOException {
        act();
        super.delete(path);
    }
}
