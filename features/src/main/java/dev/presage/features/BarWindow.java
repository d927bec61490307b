package dev.presage.features;

import dev.presage.contract.PriceBar;
import dev.presage.contract.Ticker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The newest bars of one ticker, strictly ascending by close time. Immutable; any thread may read it.
 *
 * <p>Bars may come in any order: whatever the order, the same bars make the same window. A bar with the close time of
 * one that is there corrects it.
 */
public final class BarWindow {
    private static final int LEAST_SPARE_ROOM = 8;

    /**
     * Shared by windows that grew out of one another: each sees only its own range, and a slot is written once, by the
     * window that claims it. So appending copies nothing as long as there is spare room.
     */
    private final AtomicReferenceArray<PriceBar> slots;

    private final int from;
    private final int to;
    private final int capacity;
    private final boolean truncated;

    private BarWindow(AtomicReferenceArray<PriceBar> slots, int from, int to, int capacity, boolean truncated) {
        this.slots = slots;
        this.from = from;
        this.to = to;
        this.capacity = capacity;
        this.truncated = truncated;
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
        return new BarWindow(new AtomicReferenceArray<>(0), 0, 0, capacity, false);
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
            return inserted(from, bar);
        }
        PriceBar last = last();
        requireTicker(last.ticker(), bar.ticker());
        int order = bar.closeTime().compareTo(last.closeTime());
        if (order > 0) {
            return appended(bar);
        }
        int place = order == 0 ? to - 1 : from + closedBefore(bar.closeTime());
        PriceBar there = at(place);
        if (there.closeTime().equals(bar.closeTime())) {
            return there.equals(bar) ? this : corrected(place, bar);
        }
        if (size() < capacity) {
            return inserted(place, bar);
        }
        if (place == from) { // older than all that is kept
            return truncated ? this : new BarWindow(slots, from, to, capacity, true);
        }
        return insertedWithoutOldest(place, bar);
    }

    private BarWindow appended(PriceBar bar) {
        boolean full = size() == capacity;
        int first = full ? from + 1 : from;
        if (to < slots.length() && slots.compareAndSet(to, null, bar)) {
            return new BarWindow(slots, first, to + 1, capacity, truncated || full);
        }
        int kept = to - first;
        AtomicReferenceArray<PriceBar> copy = withSpareRoom(kept + 1);
        copy(first, to, copy, 0);
        copy.setPlain(kept, bar);
        return new BarWindow(copy, 0, kept + 1, capacity, truncated || full);
    }

    private BarWindow corrected(int place, PriceBar bar) {
        AtomicReferenceArray<PriceBar> copy = withSpareRoom(size());
        copy(from, to, copy, 0);
        copy.setPlain(place - from, bar);
        return new BarWindow(copy, 0, size(), capacity, truncated);
    }

    private BarWindow inserted(int place, PriceBar bar) {
        AtomicReferenceArray<PriceBar> copy = withSpareRoom(size() + 1);
        copy(from, place, copy, 0);
        copy.setPlain(place - from, bar);
        copy(place, to, copy, place - from + 1);
        return new BarWindow(copy, 0, size() + 1, capacity, truncated);
    }

    private BarWindow insertedWithoutOldest(int place, PriceBar bar) {
        AtomicReferenceArray<PriceBar> copy = withSpareRoom(size());
        copy(from + 1, place, copy, 0);
        copy.setPlain(place - from - 1, bar);
        copy(place, to, copy, place - from);
        return new BarWindow(copy, 0, size(), capacity, true);
    }

    /** Room for half as many bars again, so that a window of n bars is copied once in n/2 appends. */
    private static AtomicReferenceArray<PriceBar> withSpareRoom(int bars) {
        return new AtomicReferenceArray<>(bars + Math.max(LEAST_SPARE_ROOM, bars / 2));
    }

    private void copy(int first, int end, AtomicReferenceArray<PriceBar> target, int position) {
        for (int i = first; i < end; i++) {
            target.setPlain(position + i - first, at(i));
        }
    }

    private static void requireTicker(Ticker expected, Ticker actual) {
        if (!expected.equals(actual)) {
            throw new IllegalArgumentException(
                    "ticker is '" + actual + "', expected '" + expected + "' like the other bars of the window");
        }
    }

    /**
     * The bars that close at or before an instant. Copies nothing; {@link #truncated} stays as it is.
     *
     * @return this very window if that is all of them
     */
    public BarWindow until(Instant asOf) {
        if (isEmpty() || !last().closeTime().isAfter(asOf)) {
            return this;
        }
        int place = from + closedBefore(asOf);
        int end = at(place).closeTime().equals(asOf) ? place + 1 : place;
        return new BarWindow(slots, from, end, capacity, truncated);
    }

    /** How many bars close before the instant. */
    private int closedBefore(Instant instant) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (at(middle).closeTime().isBefore(instant)) {
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
     * A bar by position.
     *
     * @param i 0 for the oldest, {@code size() - 1} for the newest
     * @throws IndexOutOfBoundsException if there is none
     */
    public PriceBar get(int i) {
        if (i < 0 || i >= size()) {
            throw new IndexOutOfBoundsException("bar " + i + " of a window of " + size() + " bars");
        }
        return at(from + i);
    }

    /**
     * The newest bar.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public PriceBar last() {
        return get(size() - 1);
    }

    private PriceBar at(int slot) {
        return slots.getPlain(slot);
    }

    /** How many bars of how many, and from when to when. */
    @Override
    public String toString() {
        String bars = isEmpty()
                ? "no bars"
                : size() + " bars of " + last().ticker() + " from " + get(0).closeTime() + " to " + last().closeTime();
        return bars + " (at most " + capacity + (truncated ? ", older ones dropped)" : ")");
    }
}
