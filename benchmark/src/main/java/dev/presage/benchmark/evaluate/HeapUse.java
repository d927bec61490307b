package dev.presage.benchmark.evaluate;

import dev.presage.benchmark.process.BenchmarkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process used of its heap, by the log of its garbage collector.
 *
 * @param mostUsedBytes before any collection, or at the end: what the heap had to hold, garbage included
 * @param mostLeftBytes the most that a collection left: an upper bound of what was needed; 0 if there was none
 * @param pausedSeconds how long the program stood still for collections
 */
public record HeapUse(long mostUsedBytes, long mostLeftBytes, double pausedSeconds) {
    private static final Pattern COLLECTION = Pattern.compile(".*Pause .* (\\d+)M->(\\d+)M\\(\\d+M\\) (\\d+\\.\\d+)ms");
    private static final Pattern AT_END = Pattern.compile(".* total (\\d+)K, used (\\d+)K.*");

    /** The option of the virtual machine that has the log written. */
    static String option(Path log) {
        return "-Xlog:gc,gc+heap+exit:file=" + log;
    }

    /** @throws BenchmarkException if the log does not say what was in use at the end */
    static HeapUse read(Path log) throws BenchmarkException {
        try {
            return of(Files.readAllLines(log));
        } catch (IOException | IllegalArgumentException e) {
            throw new BenchmarkException("what was used of the heap can't be read from " + log + ": " + e, e);
        }
    }

    static HeapUse of(List<String> log) {
        long mostUsed = 0;
        long mostLeft = 0;
        double paused = 0;
        long usedAtEnd = 0;
        boolean ended = false;
        for (String line : log) {
            Matcher collection = COLLECTION.matcher(line);
            Matcher end = AT_END.matcher(line);
            if (collection.matches()) {
                mostUsed = Math.max(mostUsed, Long.parseLong(collection.group(1)) << 20);
                mostLeft = Math.max(mostLeft, Long.parseLong(collection.group(2)) << 20);
                paused += Double.parseDouble(collection.group(3)) / 1e3;
            } else if (end.matches()) {
                usedAtEnd += Long.parseLong(end.group(2)) << 10; // a line for each generation, where there are some
                ended = true;
            }
        }
        if (!ended) {
            throw new IllegalArgumentException("no line of the heap at the end");
        }
        return new HeapUse(Math.max(mostUsed, usedAtEnd), mostLeft, paused);
    }
}
