package dev.presage.worker.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** A dead letter as it lies on its topic. */
public record DeadLetter(ConsumerRecord<byte[], byte[]> lying) {
    private static final String OWN_HEADERS = "dlq.";
    private static final String REPLAY_COUNT = "replay.count";

    /** Where it lies. */
    public Place place() {
        return new Place(lying.partition(), lying.offset());
    }

    /** When its request was published: it has kept that time. */
    public Instant publishedAt() {
        return Instant.ofEpochMilli(lying.timestamp());
    }

    /** Why it is here. */
    public String reason() {
        return header("dlq.reason");
    }

    /** The same in a sentence. */
    public String message() {
        return header("dlq.message");
    }

    /** Empty where the request had none that could be read. */
    public String requestId() {
        return header("dlq.request_id");
    }

    /** Where its request lies, or lay; empty for a record that no worker has put there. */
    public Optional<Place> request() {
        try {
            return Optional.of(Place.parse(header("dlq.partition") + ":" + header("dlq.offset")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether it is its request; else it only tells how large that was, and where it lies. */
    public boolean isWhole() {
        return header("dlq.value_length").isEmpty() && header("dlq.key_length").isEmpty();
    }

    /** How often it has been sent in again already, and come back. */
    public int replays() {
        String count = header(REPLAY_COUNT);
        return count.matches("\\d{1,6}") ? Integer.parseInt(count) : 0;
    }

    /** The headers of its request, and who sends it in again, for the how-manieth time. */
    public List<Header> replayHeaders() {
        List<Header> headers = new ArrayList<>();
        for (Header header : lying.headers()) {
            if (!header.key().startsWith(OWN_HEADERS)
                    && !header.key().equals(DeadLetters.REPLAY_OF)
                    && !header.key().equals(REPLAY_COUNT)) {
                headers.add(header);
            }
        }
        headers.add(new RecordHeader(DeadLetters.REPLAY_OF, place().toString().getBytes(UTF_8)));
        headers.add(
                new RecordHeader(REPLAY_COUNT, Integer.toString(replays() + 1).getBytes(UTF_8)));
        return headers;
    }

    private String header(String name) {
        Header header = lying.headers().lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
    }
}
