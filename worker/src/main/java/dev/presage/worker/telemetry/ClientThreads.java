package dev.presage.worker.telemetry;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Threads that serve clients, one each. A client that sends half a request, or does not read its answer, holds its thread; when all are
 * held, the one that has been held the longest gives its client up. So none of a thousand such clients keeps another one waiting.
 */
final class ClientThreads extends ThreadPoolExecutor {
    /** A client that does its part is served in less. */
    private static final long SHORTEST_HOLD_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Map<Thread, Long> heldSinceNanos = new LinkedHashMap<>(); // the longest first

    /** @param most threads there are, at least 1 */
    ClientThreads(int most) {
        super(
                1,
                most,
                60,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                ClientThreads::daemon,
                (task, threads) -> ((ClientThreads) threads).executeInsteadOfAnother(task));
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "telemetry-server");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable task) {
        synchronized (heldSinceNanos) {
            heldSinceNanos.put(thread, System.nanoTime());
        }
    }

    @Override
    protected void afterExecute(Runnable task, @Nullable Throwable failure) {
        synchronized (heldSinceNanos) {
            heldSinceNanos.remove(Thread.currentThread());
        }
    }

    private void executeInsteadOfAnother(Runnable task) {
        try {
            if (!getQueue().offer(task, nanosLeftToTheFirst(), TimeUnit.NANOSECONDS)) {
                giveUpTheFirst();
                if (!getQueue().offer(task, 1, TimeUnit.SECONDS)) {
                    throw new RejectedExecutionException("no thread came free");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RejectedExecutionException(e);
        }
    }

    private long nanosLeftToTheFirst() {
        synchronized (heldSinceNanos) {
            Iterator<Long> since = heldSinceNanos.values().iterator();
            return since.hasNext() ? SHORTEST_HOLD_NANOS - (System.nanoTime() - since.next()) : 0;
        }
    }

    /** An interrupt closes the connection that its thread waits for. */
    private void giveUpTheFirst() {
        synchronized (heldSinceNanos) {
            Iterator<Thread> held = heldSinceNanos.keySet().iterator();
            if (held.hasNext()) {
                held.next().interrupt();
                held.remove();
            }
        }
    }
}
