package dev.presage.features;

import dev.presage.contract.PriceBar;
import dev.presage.contract.Ticker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The newest bars of one ticker, strictly ascending by close time. Immutable; any thread may read it.
 *
 * <p>Bars may come in any order: whatever the order, the same bars make the same window. A bar with the close time of
 * one that is there corrects it. A full window takes 48 to 54 bytes a bar.
 */
public final class BarWindow {
    private static final int LEAST_SPARE_ROOM = 8;

    private final BarColumns columns;
    private final int from;
    private final int to;
    private final int capacity;
    private final boolean truncated;
    private final @Nullable Ticker ticker; // null as long as there are no bars
    private final long lastClose; // of the bars; here as well, as every request asks for it

    private BarWindow(BarColumns columns, int from, int to, int capacity, boolean truncated, @Nullable Ticker ticker) {
        this.columns = columns;
        this.from = from;
        this.to = to;
        this.capacity = capacity;
        this.truncated = truncated;
        this.ticker = ticker;
        this.lastClose = from == to ? Long.MIN_VALUE : columns.closeTime(to - 1);
    }

    /**
     * A window without bars.
     *
     * @param capacity the most bars that it will keep, at least 1
     */
    public static BarWindow empty(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity is " + capacity + ", expected at least 1 bar");
        }
        return new BarWindow(new BarColumns(0, 0), 0, 0, capacity, false, null);
    }

    /**
     * The window that {@link #with} makes of the bars one after the other, but without copying for those out of order.
     *
     * @throws IllegalArgumentException if the bars are not all of one ticker
     */
    public static BarWindow of(int capacity, Collection<PriceBar> bars) {
        List<PriceBar> ordered = new ArrayList<>(bars);
        ordered.sort(Comparator.comparing(PriceBar::closeTime)); // stable: the later of two corrections still wins
        BarWindow window = empty(capacity);
        for (PriceBar bar : ordered) {
            window = window.with(bar);
        }
        return window;
    }

    /**
     * This window and one more bar, which takes its place by close time. Beyond the capacity the oldest bar is dropped.
     *
     * @return this very window if nothing changes
     * @throws IllegalArgumentException if the bar is of another ticker
     */
    public BarWindow with(PriceBar bar) {
        if (isEmpty()) {
            return copied(from, from, bar, from, truncated);
        }
        requireTicker(bar.ticker());
        long closeTime = BarColumns.nanos(bar.closeTime());
        if (closeTime > lastClose) {
            return appended(bar);
        }
        int place = from + closedBefore(closeTime);
        if (columns.closeTime(place) == closeTime) {
            return get(place - from).equals(bar) ? this : copied(from, place, bar, place + 1, truncated);
        }
        if (size() < capacity) {
            return copied(from, place, bar, place, truncated);
        }
        if (place == from) { // older than all that is kept
            return truncated ? this : new BarWindow(columns, from, to, capacity, true, ticker);
        }
        return copied(from + 1, place, bar, place, true);
    }

    private BarWindow appended(PriceBar bar) {
        boolean full = size() == capacity;
        int first = full ? from + 1 : from;
        if (columns.claim(to)) {
            columns.set(to, bar);
            return new BarWindow(columns, first, to + 1, capacity, truncated || full, ticker);
        }
        return copied(first, to, bar, to, truncated || full);
    }

    /** A copy of the rows from {@code first} to {@code end}, then the bar, then the rows from {@code next} on. */
    private BarWindow copied(int first, int end, PriceBar bar, int next, boolean truncated) {
        int size = end - first + 1 + to - next;
        BarColumns copy = new BarColumns(size + spareRoom(size), size);
        columns.copy(first, end, copy, 0);
        copy.set(end - first, bar);
        columns.copy(next, to, copy, end - first + 1);
        return new BarWindow(copy, 0, size, capacity, truncated, bar.ticker());
    }

    /**
     * For half as many bars again as long as the window grows, so that n bars are copied once in n/2 appends. Once it can be
     * full, for an eighth of its capacity: full windows are what the heap is full of.
     */
    private int spareRoom(int size) {
        long whenFull = (long) capacity - size + capacity / 8;
        return (int) Math.max(LEAST_SPARE_ROOM, Math.min(size / 2, whenFull));
    }

    private void requireTicker(Ticker actual) {
        if (!actual.equals(ticker)) {
            throw new IllegalArgumentException(
                    "ticker is '" + actual + "', expected '" + ticker + "' like the other bars of the window");
        }
    }

    /**
     * The bars that close at or before an instant. Copies nothing; {@link #truncated} stays as it is.
     *
     * @return this very window if that is all of them
     */
    public BarWindow until(Instant asOf) {
        long latest = BarColumns.nanos(asOf);
        if (lastClose <= latest) {
            return this;
        }
        int place = from + closedBefore(latest);
        int end = columns.closeTime(place) == latest ? place + 1 : place;
        return new BarWindow(columns, from, end, capacity, truncated, end == from ? null : ticker);
    }

    /** How many bars close before an instant in nanoseconds since 1970. */
    private int closedBefore(long instant) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (columns.closeTime(middle) < instant) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - from;
    }

    /** How many bars there are. */
    public int size() {
        return to - from;
    }

    public boolean isEmpty() {
        return to == from;
    }

    /** Whether a bar was dropped because the window was full: then bars older than its first are not known here. */
    public boolean truncated() {
        return truncated;
    }

    /**
     * A bar by position, made to be handed out: who needs one of its values should ask for that.
     *
     * @param i 0 for the oldest, {@code size() - 1} for the newest
     * @throws IndexOutOfBoundsException if there is none
     */
    public PriceBar get(int i) {
        int row = row(i);
        return new PriceBar(
                Objects.requireNonNull(ticker),
                BarColumns.instant(columns.closeTime(row)),
                columns.open(row),
                columns.high(row),
                columns.low(row),
                columns.close(row),
                columns.volume(row));
    }

    /**
     * The newest bar.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public PriceBar last() {
        return get(size() - 1);
    }

    /** When the newest bar closed; {@link IndexOutOfBoundsException} if there is none, like all that follow. */
    public Instant lastCloseTime() {
        if (isEmpty()) {
            throw new IndexOutOfBoundsException("the last of no bars");
        }
        return BarColumns.instant(lastClose);
    }

    /** When bar {@code i} closed. */
    public Instant closeTime(int i) {
        return BarColumns.instant(closeTimeNanos(i));
    }

    /** When bar {@code i} closed, in nanoseconds since 1970. */
    public long closeTimeNanos(int i) {
        return columns.closeTime(row(i));
    }

    /** The first price of bar {@code i}. */
    public double open(int i) {
        return columns.open(row(i));
    }

    /** The highest price of bar {@code i}. */
    public double high(int i) {
        return columns.high(row(i));
    }

    /** The lowest price of bar {@code i}. */
    public double low(int i) {
        return columns.low(row(i));
    }

    /** The last price of bar {@code i}. */
    public double close(int i) {
        return columns.close(row(i));
    }

    /** The shares traded in bar {@code i}. */
    public double volume(int i) {
        return columns.volume(row(i));
    }

    /** For how many bars there is memory. */
    int room() {
        return columns.rows();
    }

    boolean sharesMemoryWith(BarWindow other) {
        return columns == other.columns;
    }

    private int row(int i) {
        if (i < 0 || i >= size()) {
            throw new IndexOutOfBoundsException("bar " + i + " of a window of " + size() + " bars");
        }
        return from + i;
    }

    /** How many bars of how many, and from when to when. */
    @Override
    public String toString() {
        String bars = isEmpty()
                ? "no bars"
                : size() + " bars of " + ticker + " from " + get(0).closeTime() + " to " + lastCloseTime();
        return bars + " (at most " + capacity + (truncated ? ", older ones dropped)" : ")");
    }
}
