package dev.presage.worker.gather;

import dev.presage.worker.gather.GatheredRequest.RequestTime;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Puts requests by until there are enough of them, or until Kafka Streams is about to commit.
 *
 * <p>A commit must never cover a request that still waits here. So the first one sends a mark into a table that has a cache and no
 * changelog: Kafka Streams empties caches before every commit (the ones of a rebalance and of a stop as well), the mark comes out behind
 * the table, and whoever receives it there answers all that wait. The request is put by before its mark is sent, as a table without a
 * cache hands the mark on at once.
 */
public final class GatherProcessor implements FixedKeyProcessor<RequestKey, byte[], Integer> {
    private final GatherListener listener;
    private final Marks marks;

    @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before the first record
    private FixedKeyProcessorContext<RequestKey, Integer> context;

    @SuppressWarnings("NullAway.Init")
    private GatheredRequests requests;

    /**
     * Names of the nodes that a mark is sent to.
     *
     * @param beforeCommit the table that hands it on before the next commit
     * @param atOnce who answers the requests
     */
    public record Marks(String beforeCommit, String atOnce) {}

    /** Is told of requests that are read. */
    public interface GatherListener {
        /** One more request waits. */
        void gathered();

        /** This task's partition has gone to another worker, with so many requests that still waited. */
        void released(int partition, int requests);
    }

    public GatherProcessor(GatherListener listener, Marks marks) {
        this.listener = listener;
        this.marks = marks;
    }

    @Override
    public void init(FixedKeyProcessorContext<RequestKey, Integer> context) {
        this.context = context;
        this.requests = context.getStateStore(GatheredRequests.NAME);
    }

    @Override
    public void process(FixedKeyRecord<RequestKey, byte[]> record) {
        RecordMetadata metadata = context.recordMetadata().orElseThrow();
        RequestTime time = RequestTime.of(record.timestamp(), record.headers());
        listener.gathered();
        requests.add(new GatheredRequest(record.key().bytes(), record.value(), record.headers(), metadata, time));
        if (requests.isFull()) {
            context.forward(mark(record), marks.atOnce());
        } else if (requests.size() == 1) {
            context.forward(mark(record), marks.beforeCommit());
        }
    }

    /** Stamped with the time of its sending: a table warns of every value that is older than the one before. */
    private FixedKeyRecord<RequestKey, Integer> mark(FixedKeyRecord<RequestKey, byte[]> record) {
        return record.withValue(requests.size()).withTimestamp(context.currentSystemTimeMs());
    }

    @Override
    public void close() {
        listener.released(context.taskId().partition(), requests.take().size());
    }
}
