package dev.presage.worker.predict;

import dev.presage.contract.Prediction;
import dev.presage.contract.PredictionJson;
import dev.presage.worker.deadletter.DeadLetters;
import dev.presage.worker.predict.Answer.Predicted;
import dev.presage.worker.predict.Answer.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/** Decides each request, then forwards once: to the predictions or to the dead letters. Nothing else drops or adds a record. */
public final class PredictionProcessor implements Processor<byte[], byte[], byte[], byte[]> {
    private final Predictor predictor;
    private final DeadLetters deadLetters;
    private final RequestListener listener;
    private final String predictionsSink;
    private final String deadLettersSink;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before the first record
    private ProcessorContext<byte[], byte[]> context;

    /**
     * When a request was published.
     *
     * @param timestamp the record's, in ms since 1970
     * @param replayed whether it is a dead letter sent in again: then the timestamp is that of its first try
     */
    public record RequestTime(long timestamp, boolean replayed) {}

    /** Is told of each request's way through the worker. */
    public interface RequestListener {
        /** Work on a request begins. Followed by exactly one of the others. */
        void taken(RecordMetadata metadata, RequestTime time);

        /** Its prediction is handed to the producer. */
        void predicted(Prediction prediction, RequestTime time, long nanosInWork);

        /** The request's prediction could not be made. */
        void refused(Refused refused, RecordMetadata metadata);

        /** Neither: an error went through, the worker will stop, and another one will take the request. */
        void abandoned();

        /** This processor's partition has gone to another worker. */
        void released(int partition);
    }

    /** @param sinks names of the nodes that write predictions and dead letters */
    public PredictionProcessor(Predictor predictor, DeadLetters deadLetters, RequestListener listener, Sinks sinks) {
        this.predictor = predictor;
        this.deadLetters = deadLetters;
        this.listener = listener;
        this.predictionsSink = sinks.predictions();
        this.deadLettersSink = sinks.deadLetters();
    }

    /** Names of the topology's sink nodes. */
    public record Sinks(String predictions, String deadLetters) {}

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata metadata = context.recordMetadata().orElseThrow();
        RequestTime time = new RequestTime(record.timestamp(), DeadLetters.areHeaders(record.headers()));
        listener.taken(metadata, time);
        boolean done = false;
        try {
            long start = System.nanoTime();
            Answer answer = predictor.answer(record.value(), Instant.ofEpochMilli(record.timestamp()));
            if (answer instanceof Predicted predicted) {
                long nanos = System.nanoTime() - start;
                context.forward(prediction(predicted.prediction()), predictionsSink);
                listener.predicted(predicted.prediction(), time, nanos);
            } else {
                Refused refused = (Refused) answer;
                context.forward(deadLetters.of(record, metadata, refused), deadLettersSink);
                listener.refused(refused, metadata);
            }
            done = true;
        } finally {
            if (!done) {
                listener.abandoned();
            }
        }
    }

    /** Stamped with the time of publishing: brokers delete by timestamp, and a request may come from the past. */
    private Record<byte[], byte[]> prediction(Prediction prediction) {
        return new Record<>(
                prediction.ticker().symbol().getBytes(StandardCharsets.UTF_8),
                PredictionJson.encode(prediction),
                prediction.predictedAt().toEpochMilli(),
                new RecordHeaders());
    }

    @Override
    public void close() {
        listener.released(context.taskId().partition());
    }
}
