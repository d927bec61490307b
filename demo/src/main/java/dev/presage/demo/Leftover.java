package dev.presage.demo;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that a demo started, as it is written down in case the demo can't stop it any more.
 *
 * @param name what it is
 * @param pid its number, which the system may have given to another since
 * @param start when it started; with the number it names one process only
 */
record Leftover(String name, long pid, Instant start) {
    private static final long PATIENCE_SECONDS = 10;

    static void write(Path file, String name, ProcessHandle process) throws IOException {
        Optional<Instant> start = process.info().startInstant();
        if (start.isPresent()) {
            String line = name + " " + process.pid() + " " + start.get() + "\n";
            Files.writeString(file, line, UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    /** All that are written down; none if there is no such file. */
    static List<Leftover> read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return List.of();
        }
        return Files.readAllLines(file, UTF_8).stream()
                .map(line -> line.split(" ", -1))
                .filter(fields -> fields.length == 3)
                .map(fields -> new Leftover(fields[0], Long.parseLong(fields[1]), Instant.parse(fields[2])))
                .toList();
    }

    /**
     * Ends the process if it still runs.
     *
     * @return whether it did
     */
    boolean end() throws InterruptedException {
        Optional<ProcessHandle> running = ProcessHandle.of(pid)
                .filter(process -> process.info().startInstant().equals(Optional.of(start)));
        if (running.isEmpty()) {
            return false;
        }
        ProcessHandle process = running.get();
        process.destroy();
        CompletableFuture<ProcessHandle> exit = process.onExit();
        try {
            exit.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly();
        }
        return true;
    }
}
