package dev.presage.benchmark.latency;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.presage.benchmark.load.Broker;
import dev.presage.benchmark.load.Case;
import dev.presage.benchmark.load.Loader;
import dev.presage.benchmark.load.Market;
import dev.presage.benchmark.load.RequestSource;
import dev.presage.contract.Topic;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends requests, each at once. For one thread. */
final class Sender implements AutoCloseable {
    private static final long SEED = 7;

    private final Producer<byte[], byte[]> producer;
    private final RequestSource source;
    private final int partitions;

    Sender(Broker broker, Case asked, Market market, int partitions) {
        this.source = new RequestSource(asked, market.tickers(), SEED);
        this.partitions = partitions;
        producer = new KafkaProducer<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                ProducerConfig.LINGER_MS_CONFIG,
                "0",
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class));
    }

    void send(UUID requestId) {
        byte[] json = source.next(requestId);
        int ticker = source.ticker();
        var unused = producer.send(new ProducerRecord<>(
                Topic.REQUESTS.topicName(),
                Loader.partition(ticker, partitions),
                Market.symbol(ticker).getBytes(ISO_8859_1),
                json));
    }

    /** Sends all that is due, when it is due, until all are sent or it is told to stop. */
    void send(Schedule schedule, long run, BooleanSupplier stop) {
        long requests = schedule.requests();
        for (long number = 0; number < requests && !stop.getAsBoolean(); number++) {
            long wait;
            while ((wait = schedule.dueNanos(number) - System.nanoTime()) > 0) {
                LockSupport.parkNanos(wait);
            }
            send(Schedule.id(run, number));
        }
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
