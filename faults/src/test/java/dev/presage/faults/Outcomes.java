package dev.presage.faults;

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
    private long lastSeen = System.nanoTime();
    private Duration longestSilence = Duration.ZERO;

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
        long now = System.nanoTime();
        Duration silence = Duration.ofNanos(now - lastSeen);
        longestSilence = silence.compareTo(longestSilence) > 0 ? silence : longestSilence;
        lastSeen = now;
    }

    /** Begins to measure silence anew. */
    synchronized void listenAnew() {
        lastSeen = System.nanoTime();
        longestSilence = Duration.ZERO;
    }

    /** The longest time in which no outcome was seen, since {@link #listenAnew}. */
    synchronized Duration longestSilence() {
        return longestSilence;
    }

    /** How many requests have an outcome. */
    synchronized int answered() {
        return answered;
    }

    /** In how many partitions a request with that number or a later one has an outcome. */
    synchronized int partitionsAnsweredSince(int number) {
        return (int) Arrays.stream(newest).filter(seen -> seen >= number).count();
    }

    /** How the outcomes of all requests below a number stand. */
    synchronized Count count(int requests) {
        int[] counted = Arrays.copyOf(times, requests);
        int lost = (int) Arrays.stream(counted).filter(n -> n == 0).count();
        int twice = Arrays.stream(counted).sum() - (requests - lost);
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
