package dev.presage.benchmark.contend;

import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/** Runs a topology of Kafka Streams until the process ends, or a thread fails. */
final class StreamsRun {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private StreamsRun() {}

    static void run(Topology topology, Properties config) throws ExecutionException, InterruptedException {
        CompletableFuture<Void> failure = new CompletableFuture<>();
        try (KafkaStreams streams = new KafkaStreams(topology, config)) {
            streams.setUncaughtExceptionHandler(problem -> {
                failure.completeExceptionally(problem);
                return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
            });
            Runtime.getRuntime().addShutdownHook(new Thread(() -> streams.close(PATIENCE), "stop-streams"));
            streams.start();
            failure.get();
        }
    }
}
