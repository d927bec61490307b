package dev.presage.benchmark.evaluate;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.presage.benchmark.load.Broker;
import dev.presage.benchmark.load.Loader;
import dev.presage.benchmark.load.Market;
import dev.presage.benchmark.process.BenchmarkException;
import dev.presage.contract.PredictionJson;
import dev.presage.contract.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Fills the predictions topic as the worker does: in committed transactions, keyed by ticker, stamped when the prediction was made. */
public final class PredictionLoader {
    private static final int THREADS = 2;
    private static final int PER_TRANSACTION = 20_000;

    private final Broker broker;
    private final int partitions;

    public PredictionLoader(Broker broker, int partitions) {
        this.broker = broker;
        this.partitions = partitions;
    }

    /** Writes all predictions of a history. */
    public void load(History history) throws BenchmarkException, InterruptedException {
        PredictionSource source = new PredictionSource(history);
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<Future<?>> shares = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int share = thread;
                shares.add(threads.submit(() -> {
                    load(source, share);
                    return null;
                }));
            }
            for (Future<?> share : shares) {
                share.get();
            }
        } catch (ExecutionException e) {
            throw new BenchmarkException("predictions can't be written: " + e.getCause() + broker.logTail(), e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** A partition is one thread's, so that its records are always in the same order. */
    private void load(PredictionSource source, int share) throws BenchmarkException {
        try (Transactions transactions = new Transactions(share)) {
            source.forEach(
                    ticker -> Loader.partition(ticker, partitions) % THREADS == share,
                    (ticker, prediction) -> transactions.send(new ProducerRecord<>(
                            Topic.PREDICTIONS.topicName(),
                            Loader.partition(ticker, partitions),
                            prediction.predictedAt().toEpochMilli(),
                            Market.symbol(ticker).getBytes(ISO_8859_1),
                            PredictionJson.encode(prediction))));
            transactions.commit();
        }
    }

    /** One after the other, of so many records each; a commit fails if a record of it did. */
    private final class Transactions implements AutoCloseable {
        private final Producer<byte[], byte[]> producer;
        private int records;

        Transactions(int share) {
            producer = new KafkaProducer<>(Map.of(
                    ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    broker.bootstrapServers(),
                    ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                    "benchmark-predictions-" + share,
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
            try {
                producer.initTransactions();
            } catch (KafkaException e) {
                producer.close();
                throw e;
            }
        }

        void send(ProducerRecord<byte[], byte[]> record) {
            if (records == 0) {
                producer.beginTransaction();
            }
            var unused = producer.send(record);
            if (++records == PER_TRANSACTION) {
                commit();
            }
        }

        void commit() {
            if (records > 0) {
                producer.commitTransaction();
                records = 0;
            }
        }

        @Override
        public void close() {
            producer.close();
        }
    }
}
