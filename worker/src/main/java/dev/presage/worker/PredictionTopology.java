package dev.presage.worker;

import dev.presage.contract.Topic;
import dev.presage.worker.WorkerSettings.Pace;
import dev.presage.worker.deadletter.DeadLetters;
import dev.presage.worker.gather.GatherProcessor;
import dev.presage.worker.gather.GatherProcessor.Marks;
import dev.presage.worker.gather.GatheredRequests;
import dev.presage.worker.gather.RequestKey;
import dev.presage.worker.predict.PredictionProcessor;
import dev.presage.worker.predict.PredictionProcessor.Sinks;
import dev.presage.worker.predict.Predictor;
import dev.presage.worker.store.HeapStoreBuilder;
import dev.presage.worker.telemetry.Telemetry;
import dev.presage.worker.window.PriceBarProcessor;
import dev.presage.worker.window.PriceWindows;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.state.Stores;

/** The data's path through Kafka Streams, and nothing but wiring. */
final class PredictionTopology {
    private static final Deserializer<byte[]> BYTES_IN = new ByteArrayDeserializer();
    private static final Serializer<byte[]> BYTES_OUT = new ByteArraySerializer();

    private PredictionTopology() {}

    /** @param pace how long, and how many, requests wait for one another */
    static Topology build(
            PriceWindows prices, Predictor predictor, DeadLetters deadLetters, Telemetry telemetry, Pace pace) {
        Optional<Duration> gatherTime = pace.isAheadOfCommits() ? Optional.of(pace.gatherTime()) : Optional.empty();
        Marks marks = new Marks("await-commit", "due");
        Sinks sinks = new Sinks("write-predictions", "write-dead-letters");
        StreamsBuilder builder = new StreamsBuilder();
        builder.addStateStore(
                new HeapStoreBuilder<>(GatheredRequests.NAME, () -> new GatheredRequests(pace.batchSize())));
        KStream<RequestKey, Integer> full = builder.stream(
                        Topic.REQUESTS.topicName(),
                        Consumed.with(RequestKey.serde(), Serdes.ByteArray())
                                .withName("read-requests")
                                .withOffsetResetPolicy(AutoOffsetReset.earliest())
                                .withTimestampExtractor(new RecordTimestamp()))
                .processValues(() -> new GatherProcessor(telemetry, marks), Named.as("gather"), GatheredRequests.NAME);
        KStream<RequestKey, Integer> beforeCommit = full.toTable(
                        Named.as(marks.beforeCommit()),
                        Materialized.<RequestKey, Integer>as(Stores.inMemoryKeyValueStore("commit-marks"))
                                .withKeySerde(RequestKey.serde())
                                .withValueSerde(Serdes.Integer())
                                .withCachingEnabled()
                                .withLoggingDisabled())
                .toStream(Named.as("before-commit"));
        full.merge(beforeCommit, Named.as(marks.atOnce()))
                .process(
                        () -> new PredictionProcessor(predictor, deadLetters, telemetry, sinks, gatherTime),
                        Named.as("predict"),
                        GatheredRequests.NAME);
        return builder.build()
                .addSink(sinks.predictions(), Topic.PREDICTIONS.topicName(), BYTES_OUT, BYTES_OUT, "predict")
                .addSink(sinks.deadLetters(), Topic.DEAD_LETTERS.topicName(), BYTES_OUT, BYTES_OUT, "predict")
                .addGlobalStore(
                        new HeapStoreBuilder<>(PriceWindows.NAME, () -> prices),
                        "read-prices",
                        new RecordTimestamp(),
                        BYTES_IN,
                        BYTES_IN,
                        Topic.PRICES.topicName(),
                        "keep-prices",
                        () -> new PriceBarProcessor(prices, telemetry));
    }
}
