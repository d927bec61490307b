package dev.presage.benchmark.measure;

import dev.presage.benchmark.process.BenchmarkException;
import java.time.Duration;

/** How long a worker takes until it is ready. */
public final class Start {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Start() {}

    /** Seconds from the process's start until /readyz says 200, all prices restored. Then it is asked to stop, and does. */
    public static double seconds(Drain drain, Entry entry) throws BenchmarkException, InterruptedException {
        long start = System.nanoTime();
        try (Drain.Started worker = drain.start(entry)) {
            Metrics metrics = new Metrics(worker.port());
            while (!metrics.isReady()) {
                worker.process().requireAlive();
                if (System.nanoTime() - start > PATIENCE.toNanos()) {
                    throw new BenchmarkException("the worker was not ready within " + PATIENCE
                            + worker.process().logTail());
                }
                Thread.sleep(BETWEEN_LOOKS.toMillis());
            }
            return (System.nanoTime() - start) / 1e9;
        }
    }
}
