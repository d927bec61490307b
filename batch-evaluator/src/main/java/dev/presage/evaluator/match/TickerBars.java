package dev.presage.evaluator.match;

import dev.presage.contract.PriceBar;
import dev.presage.contract.Ticker;
import dev.presage.evaluator.match.PriceHistory.Arrival;
import dev.presage.evaluator.match.PriceHistory.Close;
import dev.presage.features.BarWindow;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** The bars of one ticker, ordered by time, and where on {@code prices} each lies; about 80 bytes a bar. */
final class TickerBars {
    static final TickerBars NONE = new TickerBars(BarWindow.empty(1));

    private final BarWindow window;
    private final Instant[] times; // as the window's, but each the same object for all tickers
    private final int[] partitions;
    private final long[] offsets;
    private final double[] corrected; // the close of the bar that it corrected; NaN if it corrected none

    private TickerBars(BarWindow window) {
        this.window = window;
        this.times = new Instant[window.size()];
        this.partitions = new int[window.size()];
        this.offsets = new long[window.size()];
        this.corrected = new double[window.size()];
    }

    /** @param times that are known already, each by itself; new ones are added */
    static TickerBars of(Collection<PriceLog.Entry> entries, Map<Instant, Instant> times) {
        List<PriceLog.Entry> ordered = entries.stream()
                .sorted(Comparator.comparing(entry -> entry.bar().closeTime()))
                .toList();
        TickerBars bars = of(ordered.stream().map(PriceLog.Entry::bar).toList(), times);
        for (int i = 0; i < ordered.size(); i++) {
            PriceLog.Entry entry = ordered.get(i);
            bars.partitions[i] = entry.partition();
            bars.offsets[i] = entry.offset();
            bars.corrected[i] = entry.corrected().orElse(Double.NaN);
        }
        return bars;
    }

    private static TickerBars of(List<PriceBar> ordered, Map<Instant, Instant> times) {
        TickerBars bars = new TickerBars(BarWindow.of(Math.max(1, ordered.size()), ordered));
        for (int i = 0; i < bars.times.length; i++) {
            Instant time = bars.window.closeTime(i);
            bars.times[i] = times.computeIfAbsent(time, t -> t);
        }
        return bars;
    }

    /** All but the ticker. */
    void write(DataOutput out) throws IOException {
        out.writeInt(size());
        for (int i = 0; i < size(); i++) {
            QuestionBytes.write(times[i], out);
            out.writeDouble(window.open(i));
            out.writeDouble(window.high(i));
            out.writeDouble(window.low(i));
            out.writeDouble(window.close(i));
            out.writeDouble(window.volume(i));
            out.writeInt(partitions[i]);
            out.writeLong(offsets[i]);
            out.writeDouble(corrected[i]);
        }
    }

    /** What {@link #write} wrote. */
    static TickerBars read(Ticker ticker, DataInput in, Map<Instant, Instant> times) throws IOException {
        int size = in.readInt();
        List<PriceLog.Entry> entries = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            PriceBar bar = new PriceBar(
                    ticker,
                    QuestionBytes.readInstant(in),
                    in.readDouble(),
                    in.readDouble(),
                    in.readDouble(),
                    in.readDouble(),
                    in.readDouble());
            int partition = in.readInt();
            long offset = in.readLong();
            double corrected = in.readDouble();
            entries.add(new PriceLog.Entry(bar, partition, 0, offset, number(corrected)));
        }
        return of(entries, times);
    }

    private static OptionalDouble number(double orNaN) {
        return Double.isNaN(orNaN) ? OptionalDouble.empty() : OptionalDouble.of(orNaN);
    }

    BarWindow window() {
        return window;
    }

    int size() {
        return times.length;
    }

    /** How many bars close at or before an instant. */
    int until(Instant instant) {
        return window.until(instant).size();
    }

    Instant time(int i) {
        return times[i];
    }

    double price(int i) {
        return window.close(i);
    }

    Close close(int i) {
        return new Close(times[i], window.close(i));
    }

    /** Adds the bars that lie at or after some offsets, by partition; of a partition without one there are none. */
    void addArrivals(Map<Integer, Long> since, List<Arrival> arrivals) {
        for (int i = 0; i < size(); i++) {
            Long offset = since.get(partitions[i]);
            if (offset != null && offsets[i] >= offset) {
                arrivals.add(new Arrival(window.get(i), partitions[i], offsets[i], number(corrected[i])));
            }
        }
    }
}
