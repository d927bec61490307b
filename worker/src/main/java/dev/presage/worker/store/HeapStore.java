package dev.presage.worker.store;

import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;

/** A store on the heap, without a cache and without a changelog: nothing of it outlives the process. */
public abstract class HeapStore implements StateStore {
    private final String name;
    private volatile boolean open;

    /** @param name in the topology */
    protected HeapStore(String name) {
        this.name = name;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final void init(StateStoreContext context, StateStore root) {
        context.register(root, (key, value) -> {
            throw new IllegalStateException(name + " has no changelog, so nothing is restored record by record");
        });
        open = true;
    }

    @Override
    public final void close() {
        open = false;
    }

    @Override
    public final boolean persistent() {
        return false;
    }

    @Override
    public final boolean isOpen() {
        return open;
    }
}
