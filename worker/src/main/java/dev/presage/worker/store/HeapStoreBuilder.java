package dev.presage.worker.store;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** Hands stores of our own to Kafka Streams. */
public final class HeapStoreBuilder<T extends HeapStore> implements StoreBuilder<T> {
    private final String name;
    private final Supplier<T> stores;

    /** @param stores gives the store of each task */
    public HeapStoreBuilder(String name, Supplier<T> stores) {
        this.name = name;
        this.stores = stores;
    }

    @Override
    public T build() {
        return stores.get();
    }

    @Override
    public String name() {
        return name;
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
    public StoreBuilder<T> withCachingEnabled() {
        throw notHere();
    }

    @Override
    public StoreBuilder<T> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<T> withLoggingEnabled(Map<String, String> config) {
        throw notHere();
    }

    @Override
    public StoreBuilder<T> withLoggingDisabled() {
        return this;
    }

    private UnsupportedOperationException notHere() {
        return new UnsupportedOperationException(name + " has neither a cache nor a changelog");
    }
}
