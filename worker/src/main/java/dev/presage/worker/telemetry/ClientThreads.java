package dev.presage.worker.telemetry;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that serve clients, one each. A client that sends half a request, or does not read its answer, holds its thread; when all are
 * held, the one that has been held the longest gives its client up. So none of a thousand such clients keeps another one waiting.
 */
final class ClientThreads extends ThreadPoolExecutor {
    private final Set<Thread> heldLongestFirst = new LinkedHashSet<>();

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
        synchronized (heldLongestFirst) {
            heldLongestFirst.add(thread);
        }
    }

    @Override
    protected void afterExecute(Runnable task, Throwable failure) {
        synchronized (heldLongestFirst) {
            heldLongestFirst.remove(Thread.currentThread());
        }
    }

    private void executeInsteadOfAnother(Runnable task) {
        synchronized (heldLongestFirst) {
            Iterator<Thread> held = heldLongestFirst.iterator();
            if (held.hasNext()) {
                held.next().interrupt(); // closes the connection that it waits for
                held.remove();
            }
        }
        try {
            if (!getQueue().offer(task, 1, TimeUnit.SECONDS)) {
                throw new RejectedExecutionException("no thread came free");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RejectedExecutionException(e);
        }
    }
}
