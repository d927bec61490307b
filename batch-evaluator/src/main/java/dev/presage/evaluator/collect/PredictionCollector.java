package dev.presage.evaluator.collect;

import dev.presage.contract.Topic;
import dev.presage.evaluator.match.Matcher;
import dev.presage.evaluator.measure.Forecasts;
import java.time.Duration;
import java.time.Instant;

/** Reads the predictions that an evaluation may need, and keeps of them what measuring takes. */
public final class PredictionCollector {
    /** A request may be stamped up to a minute before the {@code as_of} it names; an hour also forgives clocks. */
    private static final Duration STAMP_SLACK = Duration.ofHours(1);

    private final BoundedReader reader;

    /**
     * The forecasts.
     *
     * @param read offsets and refusals
     */
    public record Predictions(Forecasts forecasts, TopicRead read) {}

    public PredictionCollector(KafkaConnection kafka, Progress progress) {
        this.reader = new BoundedReader(kafka, progress);
    }

    /**
     * Reads the predictions.
     *
     * @param earliestReference no forecast with an earlier reference time matters, and none is stamped before its reference time
     * @throws KafkaUnavailableException if Kafka does not answer
     */
    public Predictions collect(Matcher matcher, boolean hindsightMeasured, Instant earliestReference)
            throws KafkaUnavailableException {
        BoundedReader.Reading<PredictionIntake> reading = reader.read(
                Topic.PREDICTIONS.topicName(),
                earliestReference.minus(STAMP_SLACK),
                partition -> new PredictionIntake(new Forecasts(matcher, hindsightMeasured)));
        Forecasts all = new Forecasts(matcher, hindsightMeasured);
        reading.intakes().forEach(intake -> all.merge(intake.forecasts()));
        return new Predictions(all, reading.read());
    }
}
