package dev.presage.evaluator.match;

import dev.presage.contract.PriceBar;
import dev.presage.contract.Ticker;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The price bars of one partition of {@code prices}, taken in any order.
 *
 * <p>A bar with the close time of another is its correction: of the two, the one with the higher offset stays, as the worker has it.
 * Not safe for use by several threads.
 */
public final class PriceLog {
    private final int partition;
    private final Map<Ticker, Map<Instant, Entry>> bars = new HashMap<>();

    /**
     * One bar, and where it came from.
     *
     * @param timestamp the record's, in milliseconds since 1970
     * @param offset the record's, in its partition
     * @param corrected the close of the bar that it corrected last
     */
    record Entry(PriceBar bar, int partition, long timestamp, long offset, OptionalDouble corrected) {
        /** The one that stays, which remembers the other's close. */
        Entry insteadOf(Entry other) {
            return new Entry(
                    bar,
                    partition,
                    timestamp,
                    offset,
                    OptionalDouble.of(other.bar().close()));
        }
    }

    public PriceLog(int partition) {
        this.partition = partition;
    }

    /**
     * Takes in a bar.
     *
     * @param timestamp of its record, in milliseconds since 1970
     * @param offset of its record
     */
    public void add(PriceBar bar, long timestamp, long offset) {
        bars.computeIfAbsent(bar.ticker(), ticker -> new HashMap<>())
                .merge(
                        bar.closeTime(),
                        new Entry(bar, partition, timestamp, offset, OptionalDouble.empty()),
                        (one, other) -> one.offset > other.offset ? one : other.insteadOf(one));
    }

    int partition() {
        return partition;
    }

    Map<Ticker, Map<Instant, Entry>> bars() {
        return bars;
    }
}
