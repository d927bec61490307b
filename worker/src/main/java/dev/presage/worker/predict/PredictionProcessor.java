package dev.presage.worker.predict;

import dev.presage.worker.answer.Answer;
import dev.presage.worker.answer.Answer.Predicted;
import dev.presage.worker.answer.Answer.Refused;
import dev.presage.worker.deadletter.DeadLetters;
import dev.presage.worker.gather.GatheredRequest;
import dev.presage.worker.gather.GatheredRequest.RequestTime;
import dev.presage.worker.gather.GatheredRequests;
import dev.presage.worker.gather.RequestKey;
import dev.presage.worker.predict.Predictor.Question;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Decides every request that waits, then forwards each once: to the predictions or to the dead letters. Nothing else drops or adds a
 * record.
 */
public final class PredictionProcessor implements Processor<RequestKey, Integer, byte[], byte[]> {
    private static final Headers NO_HEADERS = noHeaders();

    private final Predictor predictor;
    private final DeadLetters deadLetters;
    private final OutcomeListener listener;
    private final Sinks sinks;
    private final Optional<Duration> gatherTime;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before the first record
    private ProcessorContext<byte[], byte[]> context;

    @SuppressWarnings("NullAway.Init")
    private GatheredRequests requests;

    /** Names of the nodes that write predictions and dead letters. */
    public record Sinks(String predictions, String deadLetters) {}

    /**
     * The work on requests that were answered together.
     *
     * @param startMillis when it began, in ms since 1970
     * @param nanos how long it took: features and inference, as each of the requests experienced them
     */
    public record Work(long startMillis, long nanos) {
        /** When all answers were there, in ms since 1970. */
        public long endMillis() {
            return startMillis + nanos / 1_000_000;
        }
    }

    /** Is told of the requests' outcomes. */
    public interface OutcomeListener {
        /** Work begins on requests of that partition, of which the newest was published then (in ms since 1970). */
        void begun(int partition, long newestMillis);

        /** They were answered together, each as the answer at the same place says, and the answers are handed to the producer. */
        void answered(List<GatheredRequest> requests, List<Answer> answers, Work work);

        /** So many requests no longer wait, whatever became of them: where an error went through, another worker will take them. */
        void ended(int requests);
    }

    /** @param gatherTime the longest that requests wait for one another; empty for until they are due, and no sooner */
    public PredictionProcessor(
            Predictor predictor,
            DeadLetters deadLetters,
            OutcomeListener listener,
            Sinks sinks,
            Optional<Duration> gatherTime) {
        this.predictor = predictor;
        this.deadLetters = deadLetters;
        this.listener = listener;
        this.sinks = sinks;
        this.gatherTime = gatherTime;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> context) {
        this.context = context;
        this.requests = context.getStateStore(GatheredRequests.NAME);
        gatherTime.ifPresent(time -> context.schedule(time, PunctuationType.WALL_CLOCK_TIME, now -> answerAll()));
    }

    /** @param mark says that requests are due, but not which: all that wait are answered */
    @Override
    public void process(Record<RequestKey, Integer> mark) {
        answerAll();
    }

    private void answerAll() {
        List<GatheredRequest> due = requests.take();
        if (due.isEmpty()) {
            return;
        }
        try {
            long startMillis = System.currentTimeMillis();
            listener.begun(context.taskId().partition(), newest(due, startMillis));
            long start = System.nanoTime();
            List<Answer> answers = predictor.answer(questions(due));
            Work work = new Work(startMillis, System.nanoTime() - start);
            for (int i = 0; i < due.size(); i++) {
                forward(due.get(i), answers.get(i));
            }
            listener.answered(due, answers, work);
        } finally {
            listener.ended(due.size());
        }
    }

    /** A dead letter that is sent in again is as new as its sending. */
    private static long newest(List<GatheredRequest> due, long now) {
        long newest = Long.MIN_VALUE;
        for (GatheredRequest request : due) {
            RequestTime time = request.time();
            newest = Math.max(newest, time.replayed() ? now : time.timestamp());
        }
        return newest;
    }

    private static List<Question> questions(List<GatheredRequest> due) {
        List<Question> questions = new ArrayList<>(due.size());
        for (GatheredRequest request : due) {
            questions.add(new Question(
                    request.value(), Instant.ofEpochMilli(request.time().timestamp())));
        }
        return questions;
    }

    private void forward(GatheredRequest request, Answer answer) {
        if (answer instanceof Predicted predicted) {
            context.forward(prediction(predicted), sinks.predictions());
        } else {
            Refused refused = (Refused) answer;
            context.forward(deadLetters.of(request.record(), request.metadata(), refused), sinks.deadLetters());
        }
    }

    private static Headers noHeaders() {
        RecordHeaders headers = new RecordHeaders();
        headers.setReadOnly();
        return headers;
    }

    /** Stamped with the time of publishing: brokers delete by timestamp, and a request may come from the past. */
    private static Record<byte[], byte[]> prediction(Predicted predicted) {
        return new Record<>(
                predicted.forecast().key(),
                predicted.json(),
                predicted.predictedAt().toEpochMilli(),
                NO_HEADERS);
    }
}
