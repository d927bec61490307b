package dev.presage.models;

import dev.presage.contract.PriceBar;
import dev.presage.contract.Ticker;
import dev.presage.features.BarWindow;
import dev.presage.features.Feature;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A question whose answer is known: where does the price go from the last bar of a window?
 *
 * @param history the bars up to the reference bar, which is the last
 * @param next the bar after it
 */
public record Sample(BarWindow history, PriceBar next) {
    /** A next bar that closes later than this after the reference bar is a gap in the data, not an answer. */
    static final Duration MAX_HORIZON = Duration.ofDays(7);

    private static final int WINDOW_BARS = 64;

    private static final Comparator<Sample> BY_TIME_AND_TICKER = Comparator.comparing(
                    (Sample sample) -> sample.reference().closeTime())
            .thenComparing(sample -> sample.reference().ticker());

    /** All questions that the bars answer, by time and ticker, whatever the order of the bars. */
    public static List<Sample> of(Collection<PriceBar> bars) {
        Map<Ticker, List<PriceBar>> byTicker = new TreeMap<>();
        for (PriceBar bar : bars) {
            byTicker.computeIfAbsent(bar.ticker(), ticker -> new ArrayList<>()).add(bar);
        }
        List<Sample> samples = new ArrayList<>();
        for (List<PriceBar> ofTicker : byTicker.values()) {
            addSamples(BarWindow.of(ofTicker.size(), ofTicker), samples);
        }
        samples.sort(BY_TIME_AND_TICKER);
        return samples;
    }

    private static void addSamples(BarWindow bars, List<Sample> samples) {
        BarWindow history = BarWindow.empty(WINDOW_BARS);
        for (int i = 0; i + 1 < bars.size(); i++) {
            history = history.with(bars.get(i));
            PriceBar next = bars.get(i + 1);
            if (!next.closeTime().isAfter(bars.get(i).closeTime().plus(MAX_HORIZON))) {
                samples.add(new Sample(history, next));
            }
        }
    }

    /** The bar whose close is known when the question is asked. */
    PriceBar reference() {
        return history.last();
    }

    /** The answer: the return from the reference bar's close to the next one's. */
    public double nextReturn() {
        double close = reference().close();
        return (next.close() - close) / close;
    }

    double[] values(List<Feature> features) {
        return features.stream().mapToDouble(feature -> feature.of(history)).toArray();
    }
}
