package dev.presage.features;

import dev.presage.contract.PriceBar;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Room for bars of one ticker, 48 bytes for each: the time it closed as nanoseconds since 1970, which reach from 1677 to 2262, and five
 * doubles side by side.
 *
 * <p>Windows that grew out of one another share it: each sees only its own range, and a row is written once, by the window that claims it. A
 * row is seen by other threads because its window is published after it was written.
 */
final class BarColumns {
    private static final int OPEN = 0;
    private static final int HIGH = 1;
    private static final int LOW = 2;
    private static final int CLOSE = 3;
    private static final int VOLUME = 4;
    private static final int WIDTH = 5;
    private static final long NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final long[] closeTimes;
    private final double[] values;
    private final AtomicInteger claimed;

    /** @param claimed how many rows are taken already */
    BarColumns(int rows, int claimed) {
        closeTimes = new long[rows];
        values = new double[WIDTH * rows];
        this.claimed = new AtomicInteger(claimed);
    }

    int rows() {
        return closeTimes.length;
    }

    /** Takes the row for a window that ends there; false if there is no room, or another window took it. */
    boolean claim(int row) {
        return row < closeTimes.length && claimed.compareAndSet(row, row + 1);
    }

    /** Writes a row that was claimed. */
    void set(int row, PriceBar bar) {
        closeTimes[row] = nanos(bar.closeTime());
        int start = WIDTH * row;
        values[start + OPEN] = bar.open();
        values[start + HIGH] = bar.high();
        values[start + LOW] = bar.low();
        values[start + CLOSE] = bar.close();
        values[start + VOLUME] = bar.volume();
    }

    /** Copies rows to others that were claimed. */
    void copy(int from, int end, BarColumns target, int row) {
        System.arraycopy(closeTimes, from, target.closeTimes, row, end - from);
        System.arraycopy(values, WIDTH * from, target.values, WIDTH * row, WIDTH * (end - from));
    }

    long closeTime(int row) {
        return closeTimes[row];
    }

    double open(int row) {
        return values[WIDTH * row + OPEN];
    }

    double high(int row) {
        return values[WIDTH * row + HIGH];
    }

    double low(int row) {
        return values[WIDTH * row + LOW];
    }

    double close(int row) {
        return values[WIDTH * row + CLOSE];
    }

    double volume(int row) {
        return values[WIDTH * row + VOLUME];
    }

    /** Nanoseconds since 1970; the nearest that there are for a time that they don't reach. */
    static long nanos(Instant time) {
        long seconds = time.getEpochSecond();
        if (seconds >= Long.MAX_VALUE / NANOS_PER_SECOND) {
            return Long.MAX_VALUE;
        }
        if (seconds <= Long.MIN_VALUE / NANOS_PER_SECOND) {
            return Long.MIN_VALUE;
        }
        return seconds * NANOS_PER_SECOND + time.getNano();
    }

    static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
    }
}
