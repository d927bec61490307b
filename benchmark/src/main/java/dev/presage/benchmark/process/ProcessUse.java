package dev.presage.benchmark.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a process has used, as Linux tells it.
 *
 * @param cpuSeconds processor time of all its threads since its start, in user and in kernel mode; to 0.01 s
 * @param residentBytes of memory, now
 * @param peakResidentBytes the most there ever was
 */
public record ProcessUse(double cpuSeconds, long residentBytes, long peakResidentBytes) {
    /** Of the clock in which Linux tells processor time, on every architecture that Java runs on. */
    static final double TICKS_PER_SECOND = 100;

    /** Reads {@code /proc/<pid>}. */
    public static ProcessUse of(long pid) throws BenchmarkException {
        Path folder = Path.of("/proc", Long.toString(pid));
        try {
            List<String> status = Files.readAllLines(folder.resolve("status"), UTF_8);
            String stat = Files.readString(folder.resolve("stat"), UTF_8);
            return new ProcessUse(
                    cpuTicks(stat) / TICKS_PER_SECOND,
                    kilobytes(status, "VmRSS") << 10,
                    kilobytes(status, "VmHWM") << 10);
        } catch (IOException | IllegalArgumentException e) {
            throw new BenchmarkException("what process " + pid + " uses can't be read from " + folder + ": " + e, e);
        }
    }

    /**
     * Processor time of all processes that this one has started and that have ended, with those that they had started, in seconds; to
     * 0.01 s. When {@link Process#waitFor} returns, the process counts.
     */
    public static double ofEndedChildren() throws BenchmarkException {
        Path stat = Path.of("/proc/self/stat");
        try {
            return endedChildrenTicks(Files.readString(stat, UTF_8)) / TICKS_PER_SECOND;
        } catch (IOException | IllegalArgumentException e) {
            throw new BenchmarkException("what ended processes used can't be read from " + stat + ": " + e, e);
        }
    }

    /** cutime + cstime of {@code /proc/<pid>/stat}. */
    static long endedChildrenTicks(String stat) {
        String[] afterName = afterName(stat);
        return Long.parseLong(afterName[13]) + Long.parseLong(afterName[14]);
    }

    /** utime + stime of {@code /proc/<pid>/stat}; the program's name before them may hold blanks and brackets. */
    static long cpuTicks(String stat) {
        String[] afterName = afterName(stat);
        return Long.parseLong(afterName[11]) + Long.parseLong(afterName[12]);
    }

    private static String[] afterName(String stat) {
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    }

    static long kilobytes(List<String> status, String field) {
        String line = status.stream()
                .filter(candidate -> candidate.startsWith(field + ":"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no line " + field));
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
    }
}
