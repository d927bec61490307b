package dev.presage.worker.window;

import java.util.Map;
import org.apache.kafka.streams.state.StoreBuilder;

/** Hands one {@link PriceWindows} to Kafka Streams, which other threads read as well. */
public final class PriceWindowsBuilder implements StoreBuilder<PriceWindows> {
    private final PriceWindows windows;

    public PriceWindowsBuilder(PriceWindows windows) {
        this.windows = windows;
    }

    @Override
    public PriceWindows build() {
        return windows;
    }

    @Override
    public String name() {
        return windows.name();
    }

    @Override
    public boolean loggingEnabled() {
        return false;
    }

    @Override
    public Map<String, String> logConfig() {
        return Map.of();
    }

    @Override
    public StoreBuilder<PriceWindows> withCachingEnabled() {
        throw notHere();
    }

    @Override
    public StoreBuilder<PriceWindows> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<PriceWindows> withLoggingEnabled(Map<String, String> config) {
        throw notHere();
    }

    @Override
    public StoreBuilder<PriceWindows> withLoggingDisabled() {
        return this;
    }

    private static UnsupportedOperationException notHere() {
        return new UnsupportedOperationException("price windows have neither a cache nor a changelog");
    }
}
