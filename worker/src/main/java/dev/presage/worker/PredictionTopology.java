package dev.presage.worker;

import dev.presage.contract.Topic;
import dev.presage.worker.deadletter.DeadLetters;
import dev.presage.worker.predict.PredictionProcessor;
import dev.presage.worker.predict.PredictionProcessor.RequestListener;
import dev.presage.worker.predict.PredictionProcessor.Sinks;
import dev.presage.worker.predict.Predictor;
import dev.presage.worker.window.PriceBarProcessor;
import dev.presage.worker.window.PriceBarProcessor.BarListener;
import dev.presage.worker.window.PriceWindows;
import dev.presage.worker.window.PriceWindowsBuilder;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/** The data's path through Kafka Streams, and nothing but wiring. */
final class PredictionTopology {
    private static final Deserializer<byte[]> BYTES_IN = new ByteArrayDeserializer();
    private static final Serializer<byte[]> BYTES_OUT = new ByteArraySerializer();

    private PredictionTopology() {}

    static Topology build(
            PriceWindows prices,
            BarListener bars,
            Predictor predictor,
            DeadLetters deadLetters,
            RequestListener requests) {
        Sinks sinks = new Sinks("write-predictions", "write-dead-letters");
        return new Topology()
                .addGlobalStore(
                        new PriceWindowsBuilder(prices),
                        "read-prices",
                        new RecordTimestamp(),
                        BYTES_IN,
                        BYTES_IN,
                        Topic.PRICES.topicName(),
                        "keep-prices",
                        () -> new PriceBarProcessor(prices, bars))
                .addSource(
                        AutoOffsetReset.earliest(),
                        "read-requests",
                        new RecordTimestamp(),
                        BYTES_IN,
                        BYTES_IN,
                        Topic.REQUESTS.topicName())
                .addProcessor(
                        "predict",
                        () -> new PredictionProcessor(predictor, deadLetters, requests, sinks),
                        "read-requests")
                .addSink(sinks.predictions(), Topic.PREDICTIONS.topicName(), BYTES_OUT, BYTES_OUT, "predict")
                .addSink(sinks.deadLetters(), Topic.DEAD_LETTERS.topicName(), BYTES_OUT, BYTES_OUT, "predict");
    }
}
