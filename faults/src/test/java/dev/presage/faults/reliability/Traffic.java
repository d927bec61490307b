package dev.presage.faults.reliability;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.presage.contract.PriceBar;
import dev.presage.contract.PriceBarJson;
import dev.presage.contract.Ticker;
import dev.presage.contract.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A producer that publishes requests at a steady rate, and each of them exactly once, however long the broker is away. */
final class Traffic implements AutoCloseable {
    private static final int BARS = 100;
    private static final int BURST = 50;

    private final Instant lastClose = Instant.now().minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.HOURS);
    private final KafkaProducer<byte[], byte[]> producer;
    private final int perSecond;
    private final AtomicInteger published = new AtomicInteger();
    private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    private volatile boolean flowing;
    private @Nullable Thread thread;

    /**
     * @param perSecond how many requests are published in a second
     */
    Traffic(String bootstrapServers, int perSecond) {
        this.perSecond = perSecond;
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "delivery.timeout.ms",
                        600_000,
                        "max.block.ms",
                        600_000L,
                        "linger.ms",
                        5,
                        "reconnect.backoff.max.ms",
                        200L),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** Daily bars of every ticker, up to yesterday. */
    void publishBars() {
        for (String symbol : Request.TICKERS) {
            for (int i = 0; i < BARS; i++) {
                double close = 100 + 5 * Math.sin(i + symbol.length());
                PriceBar bar = new PriceBar(
                        new Ticker(symbol),
                        lastClose.minus(Duration.ofDays(BARS - 1L - i)),
                        close,
                        close + 1,
                        close - 1,
                        close,
                        1_000_000);
                send(new ProducerRecord<>(
                        Topic.PRICES.topicName(), symbol.getBytes(US_ASCII), PriceBarJson.encode(bar)));
            }
        }
        producer.flush();
    }

    /** When the newest bars closed. */
    Instant lastClose() {
        return lastClose;
    }

    /** Lets requests flow until {@link #stop}. */
    void start() {
        flowing = true;
        thread = new Thread(this::flow, "traffic");
        thread.start();
    }

    private void flow() {
        long start = System.nanoTime();
        for (int sent = 0; flowing; sent++) {
            send(new Request(published.getAndIncrement()).record(Topic.REQUESTS.topicName()));
            if (sent % BURST == 0) {
                LockSupport.parkNanos(start + TimeUnit.SECONDS.toNanos(sent) / perSecond - System.nanoTime());
            }
        }
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
        var unused = producer.send(record, (metadata, exception) -> {
            if (exception != null) {
                failure.compareAndSet(null, exception);
            }
        });
    }

    /** Stops the flow, and returns how many requests there have been since the beginning, all of them on the topic. */
    int stop() throws InterruptedException {
        flowing = false;
        if (thread != null) {
            thread.join();
        }
        producer.flush();
        Exception failed = failure.get();
        if (failed != null) {
            throw new IllegalStateException("a request could not be published, so nothing can be said", failed);
        }
        return published.get();
    }

    /** How many requests have been handed to the producer: a request from this number on is published after this call. */
    int published() {
        return published.get();
    }

    @Override
    public void close() {
        flowing = false;
        producer.close(Duration.ZERO);
    }
}
