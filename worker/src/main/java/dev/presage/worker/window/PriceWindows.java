package dev.presage.worker.window;

import dev.presage.contract.PriceBar;
import dev.presage.contract.Ticker;
import dev.presage.features.BarWindow;
import dev.presage.worker.answer.KnownForecasts;
import dev.presage.worker.store.HeapStore;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest bars of every ticker, on the heap.
 *
 * <p>A global store of Kafka Streams: every worker holds the bars of every ticker, rebuilt from the prices topic at each start before
 * the first request is taken. One thread writes; any thread reads, and sees bars that never change.
 */
public final class PriceWindows extends HeapStore {
    /** The store's name in the topology. */
    public static final String NAME = "price-windows";

    private final int barsPerTicker;
    private final int maxTickers;
    private final ConcurrentHashMap<Ticker, TickerWindow> windows = new ConcurrentHashMap<>();
    private volatile @Nullable Instant newestClose;

    /**
     * A ticker's bars as they stood at some time.
     *
     * @param forecasts made from these bars
     */
    public record TickerWindow(BarWindow bars, KnownForecasts forecasts) {}

    /** What became of a bar. */
    public enum Put {
        /** It is in its ticker's window, or is older than all that the window holds. */
        TAKEN,
        /** Its ticker would be one too many. */
        TOO_MANY_TICKERS
    }

    /**
     * @param barsPerTicker the most bars kept of a ticker; the oldest go first
     * @param maxTickers the most tickers kept; the bars of further ones are refused
     */
    public PriceWindows(int barsPerTicker, int maxTickers) {
        super(NAME);
        this.barsPerTicker = barsPerTicker;
        this.maxTickers = maxTickers;
    }

    /** Takes in a bar: at its place by close time, or in place of the one that closed at the same instant. */
    public Put put(PriceBar bar) {
        TickerWindow before = windows.get(bar.ticker());
        if (before == null && windows.size() >= maxTickers) {
            return Put.TOO_MANY_TICKERS;
        }
        BarWindow old = before == null ? BarWindow.empty(barsPerTicker) : before.bars();
        BarWindow bars = old.with(bar);
        if (before == null || bars != old) {
            windows.put(bar.ticker(), new TickerWindow(bars, new KnownForecasts()));
        }
        Instant newest = newestClose;
        if (newest == null || bar.closeTime().isAfter(newest)) {
            newestClose = bar.closeTime();
        }
        return Put.TAKEN;
    }

    /** The ticker's bars; null if it has none. */
    public @Nullable TickerWindow get(Ticker ticker) {
        return windows.get(ticker);
    }

    /** The tickers that have bars. */
    public Set<Ticker> tickers() {
        return Set.copyOf(windows.keySet());
    }

    /** When the newest bar of all tickers closed; empty before there is one. */
    public Optional<Instant> newestClose() {
        return Optional.ofNullable(newestClose);
    }
}
