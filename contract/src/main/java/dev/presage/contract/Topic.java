package dev.presage.contract;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The topics, in the order of the data's path, as {@code worker.jar topics create} makes them. */
public enum Topic {
    /** {@link PriceBar}s, keyed by ticker. Kept for ever: the longest window and every re-evaluation read it again. */
    PRICES("prices", 6, null),

    /** {@link PredictionRequest}s, with any key or none. */
    REQUESTS("prediction-requests", 6, Duration.ofDays(7)),

    /** {@link Prediction}s, keyed by ticker. Kept for ever: the nightly verdict is recomputed from it. */
    PREDICTIONS("predictions", 6, null),

    /** Requests that got no prediction: byte for byte as received, with headers that say why. */
    DEAD_LETTERS("prediction-requests-dlq", 6, Duration.ofDays(30));

    private final String topicName;
    private final int partitions;
    private final Optional<Duration> retention;

    Topic(String topicName, int partitions, @Nullable Duration retention) {
        this.topicName = topicName;
        this.partitions = partitions;
        this.retention = Optional.ofNullable(retention);
    }

    /** The topic's name in the cluster. */
    public String topicName() {
        return topicName;
    }

    /** How many partitions the topic is made with. */
    public int partitions() {
        return partitions;
    }

    /** How long records are kept; empty for ever. */
    public Optional<Duration> retention() {
        return retention;
    }
}
