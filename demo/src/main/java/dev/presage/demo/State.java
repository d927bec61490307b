package dev.presage.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The folder that a run keeps its state in: of one run at a time, and fresh in each. */
final class State implements AutoCloseable {
    private static final String LOCK = "lock";
    private static final String PROCESSES = "processes";

    private final Path directory;
    private final FileChannel channel;

    private State(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /**
     * Takes the folder and empties it. What a demo that was killed left running is ended first.
     *
     * @throws DemoException if another demo runs in it, or if it holds anything that no demo made
     */
    static State fresh(Path directory, Console console) throws DemoException, InterruptedException {
        try {
            requireOurs(directory);
            Files.createDirectories(directory);
            FileChannel channel =
                    FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            State state = new State(directory, channel);
            state.lock();
            for (Leftover leftover : Leftover.read(directory.resolve(PROCESSES))) {
                if (leftover.end()) {
                    console.say("ended " + leftover.name() + " (pid " + leftover.pid()
                            + "), which a demo that was killed had left running");
                }
            }
            state.empty();
            return state;
        } catch (IOException e) {
            throw new DemoException("the state folder " + directory + " can't be used: " + e, e);
        }
    }

    /** Emptying a folder that somebody named by mistake would lose what is in it. */
    private static void requireOurs(Path directory) throws IOException, DemoException {
        if (!Files.exists(directory) || Files.exists(directory.resolve(LOCK))) {
            return;
        }
        try (Stream<Path> content = Files.list(directory)) {
            if (content.findAny().isPresent()) {
                throw new DemoException("--state-dir is " + directory
                        + ", which holds files that are not a demo's; expected an empty folder or a new one");
            }
        }
    }

    private void lock() throws IOException, DemoException {
        FileLock lock;
        try {
            lock = channel.tryLock(); // let go by the channel's end, also when this process is killed
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new DemoException(
                    "another demo is running in " + directory + "; stop it first, or choose --state-dir");
        }
    }

    private void empty() throws IOException {
        List<Path> deepestFirst = new ArrayList<>();
        try (Stream<Path> tree = Files.walk(directory)) {
            tree.sorted(Comparator.reverseOrder()).forEach(deepestFirst::add);
        }
        for (Path path : deepestFirst) {
            if (!path.equals(directory) && !path.equals(directory.resolve(LOCK))) {
                Files.delete(path);
            }
        }
    }

    /** A folder in it, made if it is not there. */
    Path folder(String name) throws IOException {
        return Files.createDirectories(directory.resolve(name));
    }

    /** The file that says which processes are running. */
    Path processes() {
        return directory.resolve(PROCESSES);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
