package dev.presage.faults.reliability;

import dev.presage.contract.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A read_committed reader of predictions and dead letters that goes on reading: which requests have an outcome, and when it was seen. */
final class Outcomes implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread = new Thread(this::read, "outcomes");
    private volatile boolean open = true;

    /** By request number: how many outcomes it has. */
    private int[] times = new int[1 << 16];

    /** By partition of the requests: the highest number among those that have an outcome. */
    private final int[] newest = new int[Request.PARTITIONS];

    private final List<String> wrong = new ArrayList<>();

    private int answered;
    private final Silence overall = new Silence();
    private final List<Silence> byPartition =
            Stream.generate(Silence::new).limit(Request.PARTITIONS).toList();

    /** Time without an outcome. */
    private static final class Silence {
        private long since = System.nanoTime();
        private long longest;

        void begin() {
            since = System.nanoTime();
        }

        void end() {
            long now = System.nanoTime();
            longest = Math.max(longest, now - since);
            since = now;
        }
    }

    /**
     * How the outcomes stand.
     *
     * @param lost how many requests have none
     * @param twice how many outcomes there are beyond one for each request
     * @param wrong outcomes that are not the one the request should have
     */
    record Count(int lost, int twice, List<String> wrong) {}

    Outcomes(String bootstrapServers) {
        Arrays.fill(newest, -1);
        consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "isolation.level",
                        "read_committed",
                        "enable.auto.commit",
                        false,
                        "reconnect.backoff.max.ms",
                        200L),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = Stream.of(Topic.PREDICTIONS, Topic.DEAD_LETTERS)
                .flatMap(topic -> IntStream.range(0, topic.partitions())
                        .mapToObj(partition -> new TopicPartition(topic.topicName(), partition)))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        thread.start();
    }

    private void read() {
        try {
            while (open) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    saw(record);
                }
            }
        } catch (WakeupException e) {
            // closed
        } finally {
            consumer.close();
        }
    }

    private synchronized void saw(ConsumerRecord<byte[], byte[]> outcome) {
        Request request = Request.in(outcome.value());
        boolean refused = outcome.topic().equals(Topic.DEAD_LETTERS.topicName());
        if (refused != request.isRefused()) {
            wrong.add("r-" + request.number() + " is on " + outcome.topic());
        } else if (refused && !Arrays.equals(outcome.value(), request.value())) {
            wrong.add("the dead letter of r-" + request.number() + " differs from it");
        }
        if (request.number() >= times.length) {
            times = Arrays.copyOf(times, Math.max(request.number() + 1, times.length * 2));
        }
        if (times[request.number()]++ == 0) {
            answered++;
        }
        newest[request.partition()] = Math.max(newest[request.partition()], request.number());
        overall.end();
        byPartition.get(request.partition()).end();
    }

    /** Begins to measure silence anew. */
    synchronized void listenAnew() {
        beginSilence();
        overall.longest = 0;
        byPartition.forEach(silence -> silence.longest = 0);
    }

    /** Something dies now: whatever silence follows is counted from here. */
    synchronized void beginSilence() {
        overall.begin();
        byPartition.forEach(Silence::begin);
    }

    /** The longest time in which no outcome was seen, since {@link #listenAnew}. */
    synchronized Duration longestSilence() {
        return Duration.ofNanos(overall.longest);
    }

    /** The longest time in which no outcome of requests of one and the same partition was seen, since {@link #listenAnew}. */
    synchronized Duration longestSilenceOfPartition() {
        return Duration.ofNanos(
                byPartition.stream().mapToLong(silence -> silence.longest).max().orElseThrow());
    }

    /** How many requests have an outcome. */
    synchronized int answered() {
        return answered;
    }

    /** In how many partitions a request with that number or a later one has an outcome. */
    synchronized int partitionsAnsweredSince(int number) {
        return (int) Arrays.stream(newest).filter(seen -> seen >= number).count();
    }

    /** How the outcomes of the requests from a first number up to an end stand. */
    synchronized Count count(int first, int end) {
        int[] counted = Arrays.copyOfRange(times, first, end);
        int lost = (int) Arrays.stream(counted).filter(n -> n == 0).count();
        int twice = Arrays.stream(counted).sum() - (end - first - lost);
        return new Count(lost, twice, List.copyOf(wrong));
    }

    @Override
    public void close() {
        open = false;
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
