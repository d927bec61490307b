package dev.presage.benchmark.process;

/** Why a measurement can't go on or is worth nothing: a sentence for the person who started it, and perhaps the end of a log. */
public final class BenchmarkException extends Exception {
    public BenchmarkException(String message) {
        super(message);
    }

    public BenchmarkException(String message, Throwable cause) {
        super(message, cause);
    }
}
