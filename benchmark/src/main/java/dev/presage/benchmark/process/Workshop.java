package dev.presage.benchmark.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A temporary folder and the processes that work in it; neither outlives this process, not even when it is interrupted. */
public final class Workshop implements AutoCloseable {
    private final Path directory;
    private final List<ChildProcess> children = new CopyOnWriteArrayList<>();
    private final AtomicInteger started = new AtomicInteger();
    private final Thread hook = new Thread(this::clear, "clear-workshop");
    private boolean cleared;

    private Workshop(Path directory) {
        this.directory = directory;
    }

    /** Makes the folder, where temporary files belong. */
    public static Workshop open() throws BenchmarkException {
        try {
            Workshop workshop = new Workshop(Files.createTempDirectory("presage-benchmark-"));
            Runtime.getRuntime().addShutdownHook(workshop.hook);
            return workshop;
        } catch (IOException e) {
            throw new BenchmarkException("no temporary folder can be made: " + e, e);
        }
    }

    /** A folder of that name, made if absent. */
    public Path folder(String name) throws BenchmarkException {
        return folder(directory.resolve(name));
    }

    /** Makes a folder, which may be there already. */
    public static Path folder(Path folder) throws BenchmarkException {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new BenchmarkException("the folder " + folder + " can't be made: " + e, e);
        }
    }

    /** Starts a process. */
    public synchronized ChildProcess start(Command command) throws BenchmarkException {
        if (cleared) {
            throw new BenchmarkException("interrupted");
        }
        Path log = folder("logs").resolve(command.name() + "-" + started.incrementAndGet() + ".log");
        try {
            ChildProcess child = ChildProcess.start(command, log);
            children.add(child);
            return child;
        } catch (IOException e) {
            throw new BenchmarkException(command.name() + " can't be started: " + e.getMessage(), e);
        }
    }

    /** Deletes a folder with all that is in it; does nothing if it is not there. */
    public static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }

    private synchronized void clear() {
        if (cleared) {
            return;
        }
        cleared = true;
        children.forEach(ChildProcess::kill);
        try {
            delete(directory);
        } catch (IOException | UncheckedIOException e) {
            System.err.println("the temporary folder " + directory + " could not be deleted: " + e);
        }
    }

    @Override
    public void close() {
        clear();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // it is running already, and found nothing left to do
        }
    }
}
