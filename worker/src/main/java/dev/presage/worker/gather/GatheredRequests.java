package dev.presage.worker.gather;

import dev.presage.worker.deadletter.DeadLetters;
import dev.presage.worker.store.HeapStore;
import java.util.ArrayList;
import java.util.List;

/**
 * The requests of one task that have no outcome yet, in the order they were read. Used by the task's own thread alone.
 *
 * <p>A store of Kafka Streams only so that the processor that fills it and the one that empties it share it: nothing of it outlives the
 * task, and nothing needs to, because none of these requests is committed.
 */
public final class GatheredRequests extends HeapStore {
    /** The store's name in the topology. */
    public static final String NAME = "gathered-requests";

    /** Of keys, values and headers. Requests of 64 KiB at most are answered; larger ones must not wait by the hundred. */
    private static final long MOST_BYTES = 8 * 1024 * 1024;

    private final int capacity;
    private long bytes;
    private List<GatheredRequest> requests = new ArrayList<>();

    /** @param capacity the most requests that wait at a time, at least 1 */
    public GatheredRequests(int capacity) {
        super(NAME);
        this.capacity = capacity;
    }

    /** One more request waits. */
    public void add(GatheredRequest request) {
        requests.add(request);
        bytes += DeadLetters.size(request.key(), request.value(), request.headers());
    }

    int size() {
        return requests.size();
    }

    boolean isFull() {
        return requests.size() >= capacity || bytes >= MOST_BYTES;
    }

    /** All that wait; from now on none does. */
    public List<GatheredRequest> take() {
        List<GatheredRequest> taken = requests;
        requests = new ArrayList<>(Math.min(capacity, taken.size() + 1));
        bytes = 0;
        return taken;
    }
}
