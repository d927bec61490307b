package dev.presage.evaluator.match;

import dev.presage.contract.PriceBar;
import dev.presage.contract.Ticker;
import dev.presage.features.BarWindow;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;

/** The bars of every ticker, ordered by time; immutable, so that any number of threads may ask it. */
public final class PriceHistory {
    /** Successive closes of which the one is more than this many times the other are not believed: a split, or a bad bar. */
    public static final double LARGEST_MOVE = 1.5;

    private final Map<Ticker, Bars> tickers;

    /**
     * The bars of one ticker.
     *
     * @param entries where they came from, in the order of the window
     */
    private record Bars(BarWindow window, List<PriceLog.Entry> entries) {
        static Bars of(Collection<PriceLog.Entry> entries) {
            List<PriceLog.Entry> ordered = entries.stream()
                    .sorted(Comparator.comparing(entry -> entry.bar().closeTime()))
                    .toList();
            List<PriceBar> bars = ordered.stream().map(PriceLog.Entry::bar).toList();
            return new Bars(BarWindow.of(bars.size(), bars), ordered);
        }
    }

    /** A ticker's price when a bar closed. */
    public record Close(Instant time, double price) {}

    /**
     * A close too far from the one before it to be believed.
     *
     * @param previous the close before it
     */
    public record Jump(Ticker ticker, Close close, double previous) {}

    /**
     * A bar, and where on {@code prices} it lies.
     *
     * @param corrected the close of the bar that it corrected
     */
    public record Arrival(PriceBar bar, int partition, long offset, OptionalDouble corrected) {}

    private PriceHistory(Map<Ticker, Bars> tickers) {
        this.tickers = tickers;
    }

    /**
     * The bars of all partitions together. Where two partitions hold a bar of the same ticker and close time, which takes producers
     * that partition differently, the one with the later record timestamp stays, then the one of the higher partition.
     */
    public static PriceHistory of(Collection<PriceLog> partitions) {
        List<PriceLog> inOrder = partitions.stream()
                .sorted(Comparator.comparingInt(PriceLog::partition))
                .toList();
        Map<Ticker, Map<Instant, PriceLog.Entry>> merged = new HashMap<>();
        for (PriceLog log : inOrder) {
            log.bars().forEach((ticker, bars) -> {
                Map<Instant, PriceLog.Entry> all = merged.computeIfAbsent(ticker, t -> new HashMap<>());
                bars.forEach((time, entry) -> all.merge(time, entry, PriceHistory::later));
            });
        }
        Map<Ticker, Bars> tickers = new TreeMap<>();
        merged.forEach((ticker, bars) -> tickers.put(ticker, Bars.of(bars.values())));
        return new PriceHistory(tickers);
    }

    private static PriceLog.Entry later(PriceLog.Entry one, PriceLog.Entry other) {
        return one.timestamp() > other.timestamp() ? one : other;
    }

    /** All of it, for another process. */
    void write(DataOutput out) throws IOException {
        out.writeInt(tickers.size());
        for (Map.Entry<Ticker, Bars> ticker : tickers.entrySet()) {
            out.writeUTF(ticker.getKey().symbol());
            List<PriceLog.Entry> entries = ticker.getValue().entries;
            out.writeInt(entries.size());
            for (PriceLog.Entry entry : entries) {
                entry.write(out);
            }
        }
    }

    /** What {@link #write} wrote. */
    static PriceHistory read(DataInput in) throws IOException {
        Map<Ticker, Bars> tickers = new TreeMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            Ticker ticker = new Ticker(in.readUTF());
            List<PriceLog.Entry> entries = new ArrayList<>();
            for (int bars = in.readInt(); bars > 0; bars--) {
                entries.add(PriceLog.Entry.read(ticker, in));
            }
            tickers.put(ticker, Bars.of(entries));
        }
        return new PriceHistory(tickers);
    }

    /**
     * A ticker's close some bars after an instant.
     *
     * @param bars 1 is the first bar that closes after it
     */
    public Optional<Close> closeAfter(Ticker ticker, Instant instant, int bars) {
        BarWindow window = bars(ticker);
        long index = (long) window.until(instant).size() + bars - 1;
        return index < window.size() ? Optional.of(close(window, (int) index)) : Optional.empty();
    }

    /**
     * The first close that can't be believed on the way from a reference bar to its truth.
     *
     * @param reference when the reference bar closed
     * @param bars how many bars later the truth closed
     */
    public Optional<Jump> jumpAfter(Ticker ticker, Instant reference, int bars) {
        BarWindow window = bars(ticker);
        int first = window.until(reference).size();
        boolean referenceThere = first > 0 && close(window, first - 1).time().equals(reference);
        for (int i = referenceThere ? first : first + 1; i < Math.min(window.size(), (long) first + bars); i++) {
            double previous = window.close(i - 1);
            if (implausible(previous, window.close(i))) {
                return Optional.of(new Jump(ticker, close(window, i), previous));
            }
        }
        return Optional.empty();
    }

    /** Whether two closes, one after the other, are too far apart to be believed. */
    public static boolean implausible(double one, double next) {
        return Math.max(one, next) > LARGEST_MOVE * Math.min(one, next);
    }

    /** The price of the bar that closed at exactly this instant. */
    public OptionalDouble closeAt(Ticker ticker, Instant instant) {
        BarWindow until = bars(ticker).until(instant);
        return !until.isEmpty() && until.lastCloseTime().equals(instant)
                ? OptionalDouble.of(until.close(until.size() - 1))
                : OptionalDouble.empty();
    }

    /** A ticker's bars; without any if there are none. */
    public BarWindow bars(Ticker ticker) {
        Bars bars = tickers.get(ticker);
        return bars == null ? BarWindow.empty(1) : bars.window;
    }

    /**
     * The bars that lie on {@code prices} at or after some offsets, by ticker and time.
     *
     * @param offsets by partition; of a partition without one there are none
     */
    public List<Arrival> arrivedSince(Map<Integer, Long> offsets) {
        List<Arrival> arrivals = new ArrayList<>();
        for (Bars bars : tickers.values()) {
            for (PriceLog.Entry entry : bars.entries) {
                Long since = offsets.get(entry.partition());
                if (since != null && entry.offset() >= since) {
                    arrivals.add(new Arrival(entry.bar(), entry.partition(), entry.offset(), entry.corrected()));
                }
            }
        }
        return arrivals;
    }

    /** The sessions: the zone's calendar days on which a bar of any ticker closed. */
    public NavigableSet<LocalDate> sessions(ZoneId zone) {
        NavigableSet<LocalDate> days = new TreeSet<>();
        for (Bars bars : tickers.values()) {
            int next = 0;
            while (next < bars.window.size()) {
                LocalDate day = close(bars.window, next).time().atZone(zone).toLocalDate();
                days.add(day);
                Instant over = day.plusDays(1).atStartOfDay(zone).toInstant();
                next = bars.window.until(over.minusNanos(1)).size();
            }
        }
        return Collections.unmodifiableNavigableSet(days);
    }

    private static Close close(BarWindow window, int index) {
        return new Close(window.closeTime(index), window.close(index));
    }
}
