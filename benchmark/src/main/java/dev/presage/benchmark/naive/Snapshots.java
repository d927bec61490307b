package dev.presage.benchmark.naive;

import dev.presage.benchmark.naive.Messages.Bar;
import dev.presage.benchmark.naive.Messages.Kept;
import dev.presage.benchmark.naive.Messages.Snapshot;
import dev.presage.contract.PriceBar;
import dev.presage.contract.Ticker;
import dev.presage.features.BarWindow;
import dev.presage.features.Feature;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps the bars of all tickers in a table on disk, and beside them the features, computed once a bar. */
final class Snapshots extends ContextualProcessor<String, Bar, Void, Void> {
    /** The name of the table. */
    static final String STORE = "snapshots";

    /** As many as the features need, and some. */
    private static final int BARS = 32;

    private static final String HISTORY = "history of ";

    @Override
    public void process(Record<String, Bar> record) {
        KeyValueStore<String, Kept> store = context().getStateStore(STORE);
        Kept before = store.get(HISTORY + record.key());
        List<Bar> bars = new ArrayList<>(before == null || before.history() == null ? List.of() : before.history());
        bars.add(record.value());
        List<Bar> newest = bars.subList(Math.max(0, bars.size() - BARS), bars.size());
        store.put(HISTORY + record.key(), new Kept(newest, null));
        store.put(record.key(), new Kept(null, of(newest)));
    }

    private static Snapshot of(List<Bar> newest) {
        List<PriceBar> bars = new ArrayList<>();
        for (Bar bar : newest) {
            bars.add(new PriceBar(
                    new Ticker(bar.ticker()),
                    bar.closeTime(),
                    bar.open(),
                    bar.high(),
                    bar.low(),
                    bar.close(),
                    bar.volume()));
        }
        BarWindow window = BarWindow.of(BARS, bars);
        Map<String, Double> features = new HashMap<>();
        for (Feature feature : Feature.values()) {
            if (window.size() >= feature.barsNeeded()) {
                features.put(feature.featureName(), feature.of(window));
            }
        }
        return new Snapshot(window.last().closeTime(), window.last().close(), features);
    }
}
