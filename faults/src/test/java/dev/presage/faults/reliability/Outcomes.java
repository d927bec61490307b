package dev.presage.faults.reliability;

import java.time.Duration;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/** A read_committed reader of predictions and dead letters that goes on reading: which requests have an outcome, and when it was seen. */
final class Outcomes implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Thread thread = new Thread(this::read, "outcomes");
    private volatile boolean open = true;
    private volatile @Nullable Throwable failure;

    private final BitSet answered = new BitSet();

    /** By partition of the requests: the highest number among those that have an outcome. */
    private final int[] newest = new int[Request.PARTITIONS];

    private final Silence overall = new Silence();
    private final List<Silence> byPartition =
            Stream.generate(Silence::new).limit(Request.PARTITIONS).toList();

    /** Time without an outcome. */
    private static final class Silence {
        private long since = System.nanoTime();
        private long longest;

        void interrupt() {
            long now = System.nanoTime();
            longest = Math.max(longest, now - since);
            since = now;
        }

        void forget() {
            since = System.nanoTime();
            longest = 0;
        }
    }

    Outcomes(String bootstrapServers) {
        Arrays.fill(newest, -1);
        consumer = Ledger.reader(bootstrapServers);
        thread.start();
    }

    private void read() {
        try {
            while (open) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    saw(Request.in(record.value()));
                }
            }
        } catch (WakeupException e) {
            // closed
        } catch (RuntimeException | AssertionError e) {
            failure = e;
        } finally {
            consumer.close();
        }
    }

    private synchronized void saw(Request request) {
        answered.set(request.number());
        newest[request.partition()] = Math.max(newest[request.partition()], request.number());
        overall.interrupt();
        byPartition.get(request.partition()).interrupt();
    }

    /** Begins to measure silence anew. */
    synchronized void listenAnew() {
        overall.forget();
        byPartition.forEach(Silence::forget);
    }

    /** Something dies now: whatever silence follows is counted from here. */
    synchronized void beginSilence() {
        overall.interrupt();
        byPartition.forEach(Silence::interrupt);
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

    /** How many requests have an outcome; throws if the outcomes can't be read. */
    synchronized int answered() {
        requireReading();
        return answered.cardinality();
    }

    /** In how many partitions a request with that number or a later one has an outcome; throws if the outcomes can't be read. */
    synchronized int partitionsAnsweredSince(int number) {
        requireReading();
        return (int) Arrays.stream(newest).filter(seen -> seen >= number).count();
    }

    private void requireReading() {
        Throwable failed = failure;
        if (failed != null) {
            throw new IllegalStateException("the outcomes can't be read", failed);
        }
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
