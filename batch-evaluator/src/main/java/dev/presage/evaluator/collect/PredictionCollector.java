package dev.presage.evaluator.collect;

import dev.presage.contract.Topic;
import dev.presage.evaluator.measure.Forecasts;
import dev.presage.evaluator.measure.Yardstick;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Reads the predictions that an evaluation may need, and keeps of them what measuring takes. */
public final class PredictionCollector {
    /** A request may be stamped up to a minute before the {@code as_of} it names; an hour also forgives clocks. */
    private static final Duration STAMP_SLACK = Duration.ofHours(1);

    private final KafkaConnection kafka;
    private final Progress progress;
    private final PredictionScan scan;

    /**
     * The forecasts.
     *
     * @param read offsets and refusals
     */
    public record Predictions(Forecasts forecasts, TopicRead read) {}

    /** @param scan by which means they are read */
    public PredictionCollector(KafkaConnection kafka, Progress progress, PredictionScan scan) {
        this.kafka = kafka;
        this.progress = progress;
        this.scan = scan;
    }

    /**
     * Reads the predictions.
     *
     * @param yardstick what they are measured by
     * @param earliestReference no forecast with an earlier reference time matters, and none is stamped before its reference time
     * @throws KafkaUnavailableException if Kafka does not answer
     */
    public Predictions collect(Yardstick yardstick, Instant earliestReference) throws KafkaUnavailableException {
        String topic = Topic.PREDICTIONS.topicName();
        List<PartitionRange> ranges =
                new BoundedReader(kafka, progress).ranges(topic, earliestReference.minus(STAMP_SLACK));
        PredictionIntake all = scan.scan(kafka, ranges, yardstick, progress);
        return new Predictions(all.forecasts(), TopicRead.of(topic, ranges, List.of(all)));
    }
}
