package dev.presage.benchmark.naive;

import ai.onnxruntime.OrtException;
import dev.presage.benchmark.naive.Messages.Bar;
import dev.presage.benchmark.naive.Messages.Forecast;
import dev.presage.benchmark.naive.Messages.Kept;
import dev.presage.benchmark.naive.Messages.Outcome;
import dev.presage.benchmark.naive.Messages.Request;
import dev.presage.contract.ModelRepository.InvalidModelException;
import dev.presage.contract.Topic;
import io.prometheus.metrics.exporter.httpserver.HTTPServer;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.state.Stores;

/** The topology: prices become a table on disk, in which each request looks up its ticker. */
public final class NaiveWorker {
    private static final Serde<String> KEY = Serdes.String();

    private NaiveWorker() {}

    /**
     * Loads the models, serves the metrics, and describes what is to be run.
     *
     * @param models the folder that holds them
     * @param port of 127.0.0.1, for {@code /metrics}
     */
    public static Topology topology(Path models, int port) throws InvalidModelException, OrtException, IOException {
        PrometheusRegistry registry = new PrometheusRegistry();
        HTTPServer unused = HTTPServer.builder()
                .hostname("127.0.0.1")
                .port(port)
                .registry(registry)
                .buildAndStart();
        return topology(NaiveModel.load(models), new NaiveMetrics(registry));
    }

    private static Topology topology(Map<String, NaiveModel> models, NaiveMetrics metrics) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.addGlobalStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(Snapshots.STORE), KEY, new JsonSerde<>(Kept.class)),
                Topic.PRICES.topicName(),
                Consumed.with(KEY, new JsonSerde<>(Bar.class)),
                Snapshots::new);
        KStream<String, Outcome> outcomes = builder.stream(
                        Topic.REQUESTS.topicName(),
                        Consumed.with(KEY, new JsonSerde<>(Request.class))
                                .withOffsetResetPolicy(AutoOffsetReset.earliest()))
                .processValues(() -> new Forecaster(models, metrics));
        outcomes.filter((ticker, outcome) -> outcome.forecast() != null)
                .mapValues(Outcome::forecast)
                .to(Topic.PREDICTIONS.topicName(), Produced.with(KEY, new JsonSerde<>(Forecast.class)));
        outcomes.filter((ticker, outcome) -> outcome.refused() != null)
                .mapValues(Outcome::refused)
                .to(Topic.DEAD_LETTERS.topicName(), Produced.with(KEY, new JsonSerde<>(Request.class)));
        return builder.build();
    }
}
