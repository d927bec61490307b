package dev.presage.evaluator;

import dev.presage.evaluator.collect.Progress;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.LongSupplier;

/** Where output goes: a person at a terminal gets progress and a word at the end, cron gets nothing unless something is wrong. */
final class Terminal implements Progress {
    private static final long QUIET_NANOS = 3_000_000_000L;
    private static final int BAR_WIDTH = 30;
    private static final long PAUSE_NANOS = 500_000_000L;

    private final PrintStream out;
    private final PrintStream err;
    private final boolean person;
    private final LongSupplier nanoTime;

    private String work = "";
    private long total;
    private long done;
    private long nextWord;
    private boolean wordOnLine;

    /**
     * @param person whether somebody looks on
     * @param nanoTime a clock that only runs forward
     */
    Terminal(PrintStream out, PrintStream err, boolean person, LongSupplier nanoTime) {
        this.out = out;
        this.err = err;
        this.person = person;
        this.nanoTime = nanoTime;
    }

    /** The process's own streams; whether a person looks on is seen from where stderr leads, or else from TERM, which cron does not set. */
    static Terminal ofProcess() {
        return new Terminal(System.out, System.err, isTerminal(), System::nanoTime);
    }

    private static boolean isTerminal() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
        } catch (IOException | UnsupportedOperationException e) {
            return System.getenv("TERM") != null;
        }
    }

    /** What was asked for. */
    void result(String line) {
        out.println(line);
    }

    /** What is wrong, or that there was nothing to do. */
    synchronized void say(String line) {
        endWord();
        err.println(line);
    }

    /** What only a person at a terminal wants to hear. */
    synchronized void mention(String line) {
        if (person) {
            endWord();
            err.println(line);
        }
    }

    /** A fault of the program: whoever mends it needs the whole of it. */
    void unforeseen(RuntimeException e) {
        err.println("unforeseen: " + e);
        e.printStackTrace(err);
    }

    @Override
    public synchronized void begin(String work, long total) {
        this.work = work;
        this.total = total;
        this.done = 0;
        this.nextWord = nanoTime.getAsLong() + QUIET_NANOS;
    }

    @Override
    public synchronized void advance(long steps) {
        done += steps;
        if (person && nanoTime.getAsLong() - nextWord >= 0) {
            err.print(String.format(
                    Locale.ROOT,
                    "\r%s [%s] %3d %%, %,d of %,d ",
                    work,
                    bar(),
                    100 * done / Math.max(1, total),
                    done,
                    total));
            err.flush();
            wordOnLine = true;
            nextWord = nanoTime.getAsLong() + PAUSE_NANOS;
        }
    }

    private String bar() {
        int filled = (int) (BAR_WIDTH * Math.min(done, total) / Math.max(1, total));
        return "#".repeat(filled) + ".".repeat(BAR_WIDTH - filled);
    }

    @Override
    public synchronized void end() {
        endWord();
    }

    private void endWord() {
        if (wordOnLine) {
            err.println();
            wordOnLine = false;
        }
    }
}
