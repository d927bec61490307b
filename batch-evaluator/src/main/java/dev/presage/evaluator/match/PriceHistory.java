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
import java.util.LinkedHashMap;
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

    private final Map<Ticker, TickerBars> tickers; // in the order of their names

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

    private PriceHistory(Map<Ticker, TickerBars> tickers) {
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
        Map<Instant, Instant> times = new HashMap<>();
        Map<Ticker, TickerBars> tickers = new LinkedHashMap<>();
        new TreeMap<>(merged).forEach((ticker, bars) -> tickers.put(ticker, TickerBars.of(bars.values(), times)));
        return new PriceHistory(tickers);
    }

    private static PriceLog.Entry later(PriceLog.Entry one, PriceLog.Entry other) {
        return one.timestamp() > other.timestamp() ? one : other;
    }

    /** All of it, for another process. */
    void write(DataOutput out) throws IOException {
        out.writeInt(tickers.size());
        for (Map.Entry<Ticker, TickerBars> ticker : tickers.entrySet()) {
            out.writeUTF(ticker.getKey().symbol());
            ticker.getValue().write(out);
        }
    }

    /** What {@link #write} wrote. */
    static PriceHistory read(DataInput in) throws IOException {
        Map<Instant, Instant> times = new HashMap<>();
        Map<Ticker, TickerBars> tickers = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            Ticker ticker = new Ticker(in.readUTF());
            tickers.put(ticker, TickerBars.read(ticker, in, times));
        }
        return new PriceHistory(tickers);
    }

    /**
     * A ticker's close some bars after an instant.
     *
     * @param bars 1 is the first bar that closes after it
     */
    public Optional<Close> closeAfter(Ticker ticker, Instant instant, int bars) {
        TickerBars all = of(ticker);
        long index = (long) all.until(instant) + bars - 1;
        return index < all.size() ? Optional.of(all.close((int) index)) : Optional.empty();
    }

    /**
     * The first close that can't be believed on the way from a reference bar to its truth.
     *
     * @param reference when the reference bar closed
     * @param bars how many bars later the truth closed
     */
    public Optional<Jump> jumpAfter(Ticker ticker, Instant reference, int bars) {
        TickerBars all = of(ticker);
        int first = all.until(reference);
        boolean referenceThere = first > 0 && all.time(first - 1).equals(reference);
        for (int i = referenceThere ? first : first + 1; i < Math.min(all.size(), (long) first + bars); i++) {
            double previous = all.price(i - 1);
            if (implausible(previous, all.price(i))) {
                return Optional.of(new Jump(ticker, all.close(i), previous));
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
        TickerBars all = of(ticker);
        int until = all.until(instant);
        return until > 0 && all.time(until - 1).equals(instant)
                ? OptionalDouble.of(all.price(until - 1))
                : OptionalDouble.empty();
    }

    /** The price of the last bar that closed before an instant. */
    public OptionalDouble closeBefore(Ticker ticker, Instant instant) {
        TickerBars all = of(ticker);
        int before = all.until(instant.minusNanos(1));
        return before > 0 ? OptionalDouble.of(all.price(before - 1)) : OptionalDouble.empty();
    }

    private TickerBars of(Ticker ticker) {
        return tickers.getOrDefault(ticker, TickerBars.NONE);
    }

    /** A ticker's bars; without any if there are none. */
    public BarWindow bars(Ticker ticker) {
        return of(ticker).window();
    }

    /**
     * The bars that lie on {@code prices} at or after some offsets, by ticker and time.
     *
     * @param offsets by partition; of a partition without one there are none
     */
    public List<Arrival> arrivedSince(Map<Integer, Long> offsets) {
        List<Arrival> arrivals = new ArrayList<>();
        tickers.values().forEach(bars -> bars.addArrivals(offsets, arrivals));
        return arrivals;
    }

    /** The sessions: the zone's calendar days on which a bar of any ticker closed. */
    public NavigableSet<LocalDate> sessions(ZoneId zone) {
        NavigableSet<LocalDate> days = new TreeSet<>();
        Map<Instant, Instant> lastOfDay = new HashMap<>(); // other tickers' bars close at the same instants
        for (TickerBars bars : tickers.values()) {
            for (int next = 0; next < bars.size(); ) {
                Instant last = lastOfDay.computeIfAbsent(bars.time(next), time -> {
                    LocalDate day = time.atZone(zone).toLocalDate();
                    days.add(day);
                    return day.plusDays(1).atStartOfDay(zone).toInstant().minusNanos(1);
                });
                next = bars.until(last);
            }
        }
        return Collections.unmodifiableNavigableSet(days);
    }
}
