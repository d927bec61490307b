package dev.presage.benchmark.contend;

import dev.presage.contract.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;

/** The least that an answer can cost: each request's bytes are written as they are, exactly once, and nothing else is done. */
final class BareLoop {
    private static final Duration POLL = Duration.ofMillis(100);

    private final StreamsConfig streams;
    private final Duration commitInterval;

    /** @param streams the clients get what Kafka Streams would give its own */
    BareLoop(Properties streams) {
        this.streams = new StreamsConfig(streams);
        this.commitInterval = Duration.ofMillis(this.streams.getLong(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG));
    }

    /** Runs until the process ends, or a thread fails. */
    void run() throws ExecutionException, InterruptedException {
        int threads = streams.getInt(StreamsConfig.NUM_STREAM_THREADS_CONFIG);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        List<Future<?>> loops = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            int number = thread;
            loops.add(executor.submit(() -> loop(number)));
        }
        for (Future<?> loop : loops) {
            loop.get();
        }
    }

    private void loop(int thread) {
        try (Consumer<byte[], byte[]> consumer = consumer(thread);
                Producer<byte[], byte[]> producer = producer(thread)) {
            producer.initTransactions();
            consumer.subscribe(List.of(Topic.REQUESTS.topicName()));
            while (true) {
                transact(consumer, producer);
            }
        }
    }

    private void transact(Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        long end = System.nanoTime() + commitInterval.toNanos();
        while (System.nanoTime() < end) {
            Duration left = Duration.ofNanos(Math.max(0, end - System.nanoTime()));
            ConsumerRecords<byte[], byte[]> read = consumer.poll(left.compareTo(POLL) < 0 ? left : POLL);
            if (offsets.isEmpty() && !read.isEmpty()) {
                producer.beginTransaction();
            }
            for (ConsumerRecord<byte[], byte[]> record : read) {
                var unused = producer.send(
                        new ProducerRecord<>(Topic.PREDICTIONS.topicName(), record.key(), record.value()));
            }
            offsets.putAll(read.nextOffsets());
        }
        if (!offsets.isEmpty()) {
            producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
            producer.commitTransaction();
        }
    }

    private Consumer<byte[], byte[]> consumer(int thread) {
        String group = streams.getString(StreamsConfig.APPLICATION_ID_CONFIG);
        Map<String, Object> config = streams.getMainConsumerConfigs(group, group + "-" + thread, thread);
        config.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.keySet().removeIf(BareLoop::isOfStreamsAlone);
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private Producer<byte[], byte[]> producer(int thread) {
        String group = streams.getString(StreamsConfig.APPLICATION_ID_CONFIG);
        Map<String, Object> config = streams.getProducerConfigs(group + "-" + thread);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, group + "-" + thread);
        config.keySet().removeIf(BareLoop::isOfStreamsAlone);
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static boolean isOfStreamsAlone(String name) {
        return name.startsWith("__") || name.startsWith("internal.");
    }
}
