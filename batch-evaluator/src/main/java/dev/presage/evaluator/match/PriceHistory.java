package dev.presage.evaluator.match;

import dev.presage.contract.Ticker;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The closes of every ticker, ordered by time; immutable, so that any number of threads may ask it. */
public final class PriceHistory {
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Map<Ticker, Closes> tickers;

    /** The closes of one ticker: nanoseconds since 1970, ascending, and the prices at the same indices. */
    private static final class Closes {
        private final long[] times;
        private final double[] prices;

        Closes(SortedMap<Long, PriceLog.Entry> closes) {
            times = closes.keySet().stream().mapToLong(Long::longValue).toArray();
            prices = closes.values().stream().mapToDouble(PriceLog.Entry::close).toArray();
        }

        /** The index of the first close after an instant. */
        int firstAfter(long time) {
            int index = Arrays.binarySearch(times, time);
            return index < 0 ? -index - 1 : index + 1;
        }
    }

    /** A ticker's price when a bar closed. */
    public record Close(Instant time, double price) {}

    private PriceHistory(Map<Ticker, Closes> tickers) {
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
        Map<Ticker, NavigableMap<Long, PriceLog.Entry>> merged = new HashMap<>();
        for (PriceLog log : inOrder) {
            log.closes().forEach((ticker, closes) -> {
                NavigableMap<Long, PriceLog.Entry> all = merged.computeIfAbsent(ticker, t -> new TreeMap<>());
                closes.forEach((time, entry) ->
                        all.merge(time, entry, (one, other) -> one.timestamp() > other.timestamp() ? one : other));
            });
        }
        Map<Ticker, Closes> tickers = new HashMap<>();
        merged.forEach((ticker, closes) -> tickers.put(ticker, new Closes(closes)));
        return new PriceHistory(tickers);
    }

    /**
     * A ticker's close some bars after an instant.
     *
     * @param bars 1 is the first bar that closes after it
     */
    public Optional<Close> closeAfter(Ticker ticker, Instant instant, int bars) {
        Closes closes = tickers.get(ticker);
        if (closes == null) {
            return Optional.empty();
        }
        long index = (long) closes.firstAfter(nanos(instant)) + bars - 1;
        if (index >= closes.times.length) {
            return Optional.empty();
        }
        return Optional.of(new Close(instant(closes.times[(int) index]), closes.prices[(int) index]));
    }

    /** The price of the bar that closed at exactly this instant. */
    public OptionalDouble closeAt(Ticker ticker, Instant instant) {
        Closes closes = tickers.get(ticker);
        if (closes == null) {
            return OptionalDouble.empty();
        }
        int index = Arrays.binarySearch(closes.times, nanos(instant));
        return index < 0 ? OptionalDouble.empty() : OptionalDouble.of(closes.prices[index]);
    }

    /** The sessions: the zone's calendar days on which a bar of any ticker closed. */
    public NavigableSet<LocalDate> sessions(ZoneId zone) {
        NavigableSet<LocalDate> days = new TreeSet<>();
        for (Closes closes : tickers.values()) {
            int next = 0;
            while (next < closes.times.length) {
                LocalDate day = instant(closes.times[next]).atZone(zone).toLocalDate();
                days.add(day);
                next = closes.firstAfter(
                        nanos(day.plusDays(1).atStartOfDay(zone).toInstant()) - 1);
            }
        }
        return Collections.unmodifiableNavigableSet(days);
    }

    /** Nanoseconds since 1970, which hold every instant that a message can have. */
    static long nanos(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), NANOS_PER_SECOND), instant.getNano());
    }

    private static Instant instant(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS_PER_SECOND), Math.floorMod(nanos, NANOS_PER_SECOND));
    }
}
