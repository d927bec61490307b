package dev.presage.benchmark.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.presage.benchmark.process.BenchmarkException;
import dev.presage.contract.PriceBar;
import dev.presage.contract.PriceBarJson;
import dev.presage.contract.Topic;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Fills the input topics. Keys are tickers, and a ticker's bars and requests are in the same partition. */
public final class Loader {
    private static final long SEED = 20_260_101;

    private final Broker broker;
    private final Topics topics;
    private final Market market;

    public Loader(Broker broker, Topics topics, Market market) {
        this.broker = broker;
        this.topics = topics;
        this.market = market;
    }

    /** Writes all bars, the last ones yesterday's. */
    public void loadBars() throws BenchmarkException {
        loadBars(LocalDate.now(ZoneOffset.UTC));
    }

    /** Writes all bars, the last ones of the day before. */
    public void loadBars(LocalDate today) throws BenchmarkException {
        try (Batch batch = new Batch()) {
            for (int ticker = 0; ticker < market.tickers(); ticker++) {
                for (PriceBar bar : market.bars(ticker, today)) {
                    batch.send(Topic.PRICES, ticker, PriceBarJson.encode(bar));
                }
            }
            batch.finish();
        }
    }

    /** Writes that many requests; another part has other requests. */
    public void loadRequests(Case asked, long requests, int part) throws BenchmarkException {
        RequestSource source = new RequestSource(asked, market.tickers(), SEED + part);
        try (Batch batch = new Batch()) {
            for (long i = 0; i < requests; i++) {
                byte[] json = source.next();
                batch.send(Topic.REQUESTS, source.ticker(), json);
            }
            batch.finish();
        }
    }

    /** Where a ticker's records are: spread evenly, which hashing would do for many tickers only. */
    public static int partition(int ticker, int partitions) {
        return ticker % partitions;
    }

    private final class Batch implements AutoCloseable {
        private final Producer<byte[], byte[]> producer = new KafkaProducer<>(Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                broker.bootstrapServers(),
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4",
                ProducerConfig.LINGER_MS_CONFIG,
                "10",
                ProducerConfig.BATCH_SIZE_CONFIG,
                "65536",
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
                ByteArraySerializer.class));
        private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

        void send(Topic topic, int ticker, byte[] value) throws BenchmarkException {
            requireNoFailure();
            byte[] key = Market.symbol(ticker).getBytes(ISO_8859_1);
            int partition = partition(ticker, topics.partitions());
            var unused = producer.send(
                    new ProducerRecord<>(topic.topicName(), partition, key, value), (metadata, problem) -> {
                        if (problem != null) {
                            failure.set(problem);
                        }
                    });
        }

        void finish() throws BenchmarkException {
            producer.flush();
            requireNoFailure();
        }

        private void requireNoFailure() throws BenchmarkException {
            Exception problem = failure.get();
            if (problem != null) {
                throw new BenchmarkException("the topics can't be filled: " + problem + broker.logTail(), problem);
            }
        }

        @Override
        public void close() {
            producer.close();
        }
    }
}
