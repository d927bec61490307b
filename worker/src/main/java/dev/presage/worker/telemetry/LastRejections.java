package dev.presage.worker.telemetry;

import dev.presage.worker.answer.Answer;
import dev.presage.worker.answer.Answer.Refused;
import dev.presage.worker.answer.Reason;
import dev.presage.worker.gather.GatheredRequest;
import dev.presage.worker.predict.PredictionProcessor.Work;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** Remembers the last request that was rejected for each reason. Safe for use by several threads. */
public final class LastRejections {
    private final Map<Reason, Rejection> byReason = new ConcurrentHashMap<>();

    /**
     * A request that got no prediction.
     *
     * @param at when it was rejected
     * @param topic where the request lies
     * @param message the sentence for its producer
     * @param requestId null where it could not be read
     */
    public record Rejection(
            Reason reason,
            Instant at,
            String topic,
            int partition,
            long offset,
            String message,
            @Nullable String requestId) {}

    /** Requests were answered together, some of which were refused. */
    void answered(List<GatheredRequest> requests, List<Answer> answers, Work work) {
        Set<Reason> seen = EnumSet.noneOf(Reason.class);
        for (int i = answers.size() - 1; i >= 0; i--) { // the last of each reason is the only one that stays
            if (answers.get(i) instanceof Refused refused && seen.add(refused.reason())) {
                RecordMetadata place = requests.get(i).metadata();
                Rejection rejection = new Rejection(
                        refused.reason(),
                        Instant.ofEpochMilli(work.endMillis()),
                        place.topic(),
                        place.partition(),
                        place.offset(),
                        refused.message(),
                        refused.requestId());
                byReason.put(refused.reason(), rejection);
            }
        }
    }

    /** One for each reason that there was. */
    public Collection<Rejection> all() {
        return List.copyOf(byReason.values());
    }
}
