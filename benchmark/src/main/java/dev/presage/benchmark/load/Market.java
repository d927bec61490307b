package dev.presage.benchmark.load;

import dev.presage.contract.PriceBar;
import dev.presage.contract.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Made-up tickers with made-up prices, of a size.
 *
 * @param tickers how many
 * @param barsPerTicker daily, weekends included, the last of them yesterday's, so that none is stale
 */
public record Market(int tickers, int barsPerTicker) {
    private static final int LETTERS = 26;
    private static final Duration CLOSE = Duration.ofHours(21);

    /** Four letters, as many symbols have; five beyond the first 456,976. */
    public static String symbol(int index) {
        StringBuilder symbol = new StringBuilder(5);
        int rest = index;
        for (int letter = 0; letter < 4 || rest > 0; letter++) {
            symbol.append((char) ('A' + rest % LETTERS));
            rest /= LETTERS;
        }
        return symbol.reverse().toString();
    }

    /** The bars of one ticker, oldest first: a random walk in steps of 1 %. */
    public List<PriceBar> bars(int index, LocalDate today) {
        SplittableRandom random = new SplittableRandom(index);
        Ticker ticker = new Ticker(symbol(index));
        double close = 20 + random.nextInt(400);
        List<PriceBar> bars = new ArrayList<>(barsPerTicker);
        for (int day = barsPerTicker; day >= 1; day--) {
            Instant closeTime = today.minusDays(day)
                    .atStartOfDay(ZoneOffset.UTC)
                    .toInstant()
                    .plus(CLOSE);
            double open = cents(close);
            close = cents(close * (0.99 + 0.02 * random.nextDouble()));
            double high = cents(Math.max(open, close) * 1.004);
            double low = cents(Math.min(open, close) * 0.996);
            bars.add(new PriceBar(ticker, closeTime, open, high, low, close, 1_000_000 + random.nextInt(9_000_000)));
        }
        return bars;
    }

    private static double cents(double price) {
        return Math.max(1, Math.round(price * 100)) / 100.0;
    }
}
