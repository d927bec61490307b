package dev.presage.features;

import dev.presage.contract.PriceBar;
import dev.presage.contract.Ticker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Bars for tests: one an hour. */
final class Bars {
    static final Ticker AAPL = new Ticker("AAPL");
    private static final Instant START = Instant.parse("2017-03-01T21:00:00Z");

    private Bars() {}

    /** When bar i closes. */
    static Instant closeOf(int i) {
        return START.plusSeconds(3600L * i);
    }

    /** Bar i; all that distinguishes it from others is its time and its close. */
    static PriceBar bar(int i, double close) {
        return new PriceBar(AAPL, closeOf(i), close, close, close, close, 1000);
    }

    static PriceBar bar(int i) {
        return bar(i, 100 + i);
    }

    static PriceBar withVolume(int i, double volume) {
        return new PriceBar(AAPL, closeOf(i), 100, 100, 100, 100, volume);
    }

    static List<PriceBar> of(BarWindow window) {
        List<PriceBar> bars = new ArrayList<>();
        for (int i = 0; i < window.size(); i++) {
            bars.add(window.get(i));
        }
        return bars;
    }
}
