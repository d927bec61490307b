package dev.presage.demo;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/** Tells the person who started the demo what goes on: progress on stderr, results on stdout. */
final class Console {
    private final PrintWriter out;
    private final PrintWriter err;
    private final long start = System.nanoTime();

    Console(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    /** A line of progress, with the seconds since the start. */
    synchronized void say(String line) {
        Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
        err.printf(Locale.ROOT, "[%3d s] %s%n", elapsed.toSeconds(), line);
        err.flush();
    }

    /** A problem, as it is. */
    synchronized void problem(String sentence) {
        err.println(sentence);
        err.flush();
    }

    /** Something to keep. */
    synchronized void result(String text) {
        out.println(text);
        out.flush();
    }
}
