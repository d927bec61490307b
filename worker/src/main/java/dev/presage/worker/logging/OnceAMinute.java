package dev.presage.worker.logging;

import java.time.Duration;
import java.time.Instant;

/** Says when something may be logged again: what meets every request must not fill the disk. Any thread may ask. */
public final class OnceAMinute {
    private static final Duration BETWEEN_LOGS = Duration.ofMinutes(1);

    private Instant last = Instant.MIN;

    /** True at most once a minute; who is told so logs it. */
    public synchronized boolean isDue(Instant now) {
        if (last.plus(BETWEEN_LOGS).isBefore(now)) {
            last = now;
            return true;
        }
        return false;
    }
}
