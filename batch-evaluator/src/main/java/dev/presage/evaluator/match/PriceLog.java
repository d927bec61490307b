package dev.presage.evaluator.match;

import dev.presage.contract.PriceBar;
import dev.presage.contract.Ticker;
import java.util.HashMap;
import java.util.Map;

/**
 * The price bars of one partition of {@code prices}, taken in any order.
 *
 * <p>A bar with the close time of another is its correction: of the two, the one with the higher offset stays, as the worker has it.
 * Not safe for use by several threads.
 */
public final class PriceLog {
    private final int partition;
    private final Map<Ticker, Map<Long, Entry>> closes = new HashMap<>();

    /**
     * One close.
     *
     * @param close the bar's close
     * @param timestamp the record's, in milliseconds since 1970
     * @param offset the record's, in its partition
     */
    record Entry(double close, long timestamp, long offset) {}

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
        closes.computeIfAbsent(bar.ticker(), ticker -> new HashMap<>())
                .merge(
                        PriceHistory.nanos(bar.closeTime()),
                        new Entry(bar.close(), timestamp, offset),
                        (one, other) -> one.offset > other.offset ? one : other);
    }

    int partition() {
        return partition;
    }

    Map<Ticker, Map<Long, Entry>> closes() {
        return closes;
    }
}
