package dev.presage.worker.dlq;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.presage.contract.Topic;
import dev.presage.worker.deadletter.DeadLetter;
import dev.presage.worker.deadletter.DeadLetters;
import dev.presage.worker.deadletter.Place;
import dev.presage.worker.topics.TopicScan;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Sends dead letters in again, each at most once.
 *
 * <p>What was sent before is known from the requests topic: a replay goes to its request's own partition, so it lies behind it, and bears
 * {@code replay.of}. Whatever is sent is sent in transactions, all by the same name: a replay that begins ends the one before, and undoes
 * what that one had not finished; only then it looks what was sent.
 */
final class Replay implements AutoCloseable {
    private static final int MOST_REPLAYS = 3;
    private static final int AT_ONCE = 500;

    private final TopicScan scan;
    private final @Nullable KafkaProducer<byte[], byte[]> producer;

    /** Why a dead letter is not sent. */
    enum LeftOut {
        SENT_BEFORE("sent before"),
        TOO_OFTEN("came back " + MOST_REPLAYS + " times already"),
        REFERENCE("too large, of which only a reference is kept"),
        OLD("whose requests are no longer on their topic (--old sends them)"),
        STRANGE("put there by no worker");

        private final String words;

        LeftOut(String words) {
            this.words = words;
        }
    }

    /** What is to be sent, and what is not. */
    record Plan(Set<Place> places, Map<LeftOut, Integer> leftOut) {
        Plan {
            places = Set.copyOf(places);
            leftOut = new EnumMap<>(leftOut);
        }

        int size() {
            return places.size();
        }

        @Override
        public String toString() {
            int all = size()
                    + leftOut.values().stream().mapToInt(Integer::intValue).sum();
            return size() + " of " + all + " dead letters"
                    + leftOut.entrySet().stream()
                            .map(left -> ", " + left.getValue() + " " + left.getKey().words)
                            .collect(Collectors.joining());
        }
    }

    /** What has to be known of a dead letter to decide about it. */
    private record Candidate(Place place, Place request) {}

    /** @param dryRun whether nothing will be sent, and nobody else's replay ended */
    Replay(Map<String, Object> kafka, boolean dryRun) {
        scan = new TopicScan(kafka);
        producer = dryRun ? null : producer(kafka);
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> kafka) {
        Map<String, Object> config = new HashMap<>(kafka);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "presage-dlq-replay");
        config.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 30_000);
        config.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, 15_000);
        KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
            return producer;
        } catch (RuntimeException e) {
            producer.close();
            throw e;
        }
    }

    /** Looks which there are, and which of them were sent before. */
    Plan plan(Selection selection, boolean old) {
        Map<LeftOut, Integer> leftOut = new EnumMap<>(LeftOut.class);
        List<Candidate> candidates = new ArrayList<>();
        selection.read(scan, letter -> {
            if (letter.request().isEmpty()) {
                leftOut.merge(LeftOut.STRANGE, 1, Integer::sum);
            } else if (!letter.isWhole()) {
                leftOut.merge(LeftOut.REFERENCE, 1, Integer::sum);
            } else if (letter.replays() >= MOST_REPLAYS) {
                leftOut.merge(LeftOut.TOO_OFTEN, 1, Integer::sum);
            } else {
                candidates.add(new Candidate(letter.place(), letter.request().get()));
            }
        });
        Seen seen = seen(candidates);
        Set<Place> places = new HashSet<>();
        for (Candidate candidate : candidates) {
            if (seen.replayed().contains(candidate.place().toString())) {
                leftOut.merge(LeftOut.SENT_BEFORE, 1, Integer::sum);
            } else if (!old && seen.isGone(candidate.request())) {
                leftOut.merge(LeftOut.OLD, 1, Integer::sum);
            } else {
                places.add(candidate.place());
            }
        }
        return new Plan(places, leftOut);
    }

    /**
     * What lies on the requests topic from the candidates' requests on.
     *
     * @param replayed the places of dead letters that were sent in again
     * @param firsts by partition the first offset that is still there
     */
    private record Seen(Set<String> replayed, Map<Integer, Long> firsts) {
        boolean isGone(Place request) {
            Long first = firsts.get(request.partition());
            return first == null || request.offset() < first;
        }
    }

    private Seen seen(Collection<Candidate> candidates) {
        Map<Integer, Long> from = new TreeMap<>();
        for (Candidate candidate : candidates) {
            Place request = candidate.request();
            from.merge(request.partition(), request.offset(), Math::min);
        }
        Set<String> replayed = new HashSet<>();
        Map<Integer, Long> firsts = new HashMap<>();
        scan.read(Topic.REQUESTS, from, lying -> {
            firsts.putIfAbsent(lying.partition(), lying.offset());
            Header of = lying.headers().lastHeader(DeadLetters.REPLAY_OF);
            if (of != null && of.value() != null) {
                replayed.add(new String(of.value(), UTF_8));
            }
        });
        return new Seen(replayed, firsts);
    }

    /**
     * Sends them.
     *
     * @param progress is told now and then how many were sent for good
     * @throws KafkaException of which {@link #isEnded} is true if another replay has begun meanwhile
     */
    void send(Selection selection, Plan plan, IntConsumer progress) {
        Sending sending = new Sending(progress);
        selection.read(scan, letter -> {
            if (plan.places().contains(letter.place())) {
                sending.send(letter);
            }
        });
        sending.commit();
    }

    /** Whether that went wrong because another replay has begun. */
    static boolean isEnded(Throwable problem) {
        for (Throwable cause = problem; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
                return true;
            }
        }
        return false;
    }

    /** Sends some at once: all of them or none. */
    private final class Sending {
        private final KafkaProducer<byte[], byte[]> to;
        private final IntConsumer progress;
        private int sent;
        private int committed;

        Sending(IntConsumer progress) {
            if (producer == null) {
                throw new IllegalStateException("nothing is sent in a dry run");
            }
            this.to = producer;
            this.progress = progress;
        }

        void send(DeadLetter letter) {
            if (sent == committed) {
                to.beginTransaction();
            }
            var unused = to.send(new ProducerRecord<>(
                    Topic.REQUESTS.topicName(),
                    letter.request().orElseThrow().partition(),
                    letter.lying().timestamp(),
                    letter.lying().key(),
                    letter.lying().value(),
                    letter.replayHeaders()));
            sent++;
            if (sent - committed == AT_ONCE) {
                commit();
            }
        }

        void commit() {
            if (sent > committed) {
                to.commitTransaction();
                committed = sent;
                progress.accept(committed);
            }
        }
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close();
        }
    }
}
