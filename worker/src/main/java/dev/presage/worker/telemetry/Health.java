package dev.presage.worker.telemetry;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** Whether the worker lives and whether it is ready; says what is missing where it is not. */
public final class Health {
    private volatile @Nullable String waitingFor = "the worker is starting";
    private volatile boolean pricesRestored;
    private volatile KafkaStreams.State state = KafkaStreams.State.CREATED;

    /** The start waits for something that others must see to. */
    public void waitingFor(String what) {
        waitingFor = what;
    }

    /** The topics are there. */
    public void topicsPresent() {
        waitingFor = null;
    }

    /** Every bar that was published before the start is in its window. */
    public void pricesRestored() {
        pricesRestored = true;
    }

    /** Whether {@link #pricesRestored()} has been said. */
    public boolean arePricesRestored() {
        return pricesRestored;
    }

    /** Kafka Streams is in this state now. */
    public void streamsState(KafkaStreams.State now) {
        state = now;
    }

    /** The state that Kafka Streams is in. */
    public KafkaStreams.State streamsState() {
        return state;
    }

    /** False once nothing but a restart helps. */
    public boolean isLive() {
        return state != KafkaStreams.State.ERROR && state != KafkaStreams.State.PENDING_ERROR;
    }

    /** What is missing for requests to be answered, one phrase each; empty when ready. */
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        String waiting = waitingFor;
        if (waiting != null) {
            missing.add(waiting);
        }
        if (!pricesRestored) {
            missing.add("prices are not restored");
        }
        if (state != KafkaStreams.State.RUNNING) {
            missing.add("Kafka Streams is " + state + ", not RUNNING");
        }
        return missing;
    }
}
