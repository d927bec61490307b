package dev.presage.worker;

import static dev.presage.worker.TestTopics.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.presage.broker.EmbeddedBroker;
import dev.presage.contract.ModelId;
import dev.presage.contract.Prediction;
import dev.presage.contract.Topic;
import dev.presage.models.OnnxGraph;
import dev.presage.models.OnnxGraphs;
import dev.presage.models.OnnxGraphs.OutputShape;
import dev.presage.process.WorkerProcess;
import dev.presage.worker.WorkerSettings.Profile;
import dev.presage.worker.model.TestModels;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Requests that wait for one another in a worker are lost and answered twice no more than others, whatever becomes of the worker. Each
 * asks a model that is asked in batches, in which one row in fifty fails.
 */
class GatheredRequestsIT {
    private static final int A_SECOND = 5_000;
    private static final int FAILING = 50;

    @TempDir
    Path directory;

    private final Random random = new Random(7);
    private final AtomicBoolean enough = new AtomicBoolean();
    private EmbeddedBroker broker;
    private TestTopics topics;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start();
        topics = new TestTopics(broker.bootstrapServers());
        WorkerProcess.createTopics(directory, broker.bootstrapServers());
        topics.publishBars();
        OnnxGraph graph = OnnxGraphs.squareRootOfFirst(TestModels.TENSORS, OutputShape.COLUMN, 1);
        graph.write(
                directory.resolve("models"),
                TestModels.manifest(new ModelId("root", 1), graph, TestModels.TENSORS, List.of("sentiment")));
    }

    @AfterEach
    void stop() throws IOException {
        topics.close();
        broker.close();
    }

    @ParameterizedTest
    @EnumSource
    void survivesKills(WorkerSettings.Guarantee guarantee) throws Exception {
        CompletableFuture<Integer> flow = CompletableFuture.supplyAsync(this::publish);
        for (int kill = 0; kill < 4; kill++) {
            try (WorkerProcess worker = start(guarantee, Profile.THROUGHPUT).awaitReady()) {
                awaitBatches(worker);
                pause(random.nextInt(1_000));
                worker.kill();
            }
        }
        try (WorkerProcess last = start(guarantee, Profile.THROUGHPUT)) {
            assertOutcomes(guarantee, published(flow));
            last.terminate();
        }
    }

    @ParameterizedTest
    @EnumSource
    void survivesWorkersThatComeAndGo(WorkerSettings.Guarantee guarantee) throws Exception {
        CompletableFuture<Integer> flow = CompletableFuture.supplyAsync(this::publish);
        try (WorkerProcess first = start(guarantee, Profile.LATENCY).awaitReady()) {
            awaitBatches(first);
            try (WorkerProcess second = start(guarantee, Profile.LATENCY).awaitReady()) {
                awaitBatches(second);
                assertThat(first.terminate()).isZero();
                try (WorkerProcess third = start(guarantee, Profile.LATENCY).awaitReady()) {
                    awaitBatches(third);
                    second.kill();
                    assertOutcomes(guarantee, published(flow));
                    assertThat(third.terminate()).isZero();
                }
            }
        }
    }

    private WorkerProcess start(WorkerSettings.Guarantee guarantee, Profile profile) throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
        environment.put("WORKER_PROCESSING_GUARANTEE", guarantee.name().toLowerCase(Locale.ROOT));
        environment.put("WORKER_PROFILE", profile.name().toLowerCase(Locale.ROOT));
        environment.put("WORKER_MODELS_DIR", directory.resolve("models").toString());
        // so that others take over soon
        environment.put("KAFKA_SESSION_TIMEOUT_MS", "3000");
        environment.put("KAFKA_HEARTBEAT_INTERVAL_MS", "500");
        environment.put("KAFKA_TRANSACTION_TIMEOUT_MS", "3000");
        return WorkerProcess.start(directory, environment);
    }

    private int published(CompletableFuture<Integer> flow) {
        enough.set(true);
        return flow.join();
    }

    /** Until there are enough. Request i is called r-i; every fiftieth asks for the root of a negative number. Some have no key. */
    private int publish() {
        long start = System.nanoTime();
        int i = 0;
        for (; !enough.get(); i++) {
            topics.request(
                    i % 3 == 0 ? null : "key-" + i % 60,
                    "{\"request_id\":\"r-" + i
                            + "\",\"ticker\":\"AAPL\",\"model_type\":\"root\",\"features\":{\"sentiment\":"
                            + (i % FAILING == 0 ? "-1" : "0.000" + (1 + i % 9)) + "}}");
            if (i % 100 == 0) {
                LockSupport.parkNanos(start + TimeUnit.SECONDS.toNanos(i) / A_SECOND - System.nanoTime());
            }
        }
        topics.flush();
        return i;
    }

    /** Waits until the worker has asked its model about several requests at once. */
    private static void awaitBatches(WorkerProcess worker) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    String page = worker.body("/metrics");
                    return value(page, "prediction_batch_size_sum") > value(page, "prediction_batch_size_count");
                });
    }

    private static double value(String page, String metric) {
        Matcher line = Pattern.compile("(?m)^" + metric + " (\\S+)$").matcher(page);
        if (!line.find()) {
            throw new AssertionError(metric + " is not on the page");
        }
        return Double.parseDouble(line.group(1));
    }

    private static void pause(int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** The ids of requests that have an outcome: with at-least-once there may be more outcomes than that. */
    private Set<String> answered() {
        Set<String> ids = new HashSet<>();
        topics.predictions().forEach(prediction -> ids.add(prediction.requestId()));
        topics.read(Topic.DEAD_LETTERS).forEach(letter -> ids.add(header(letter, "dlq.request_id")));
        return ids;
    }

    private void assertOutcomes(WorkerSettings.Guarantee guarantee, int requests) {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(300))
                .until(() -> answered().size() >= requests);
        Set<String> predicted = new HashSet<>();
        int outcomes = 0;
        for (Prediction prediction : topics.predictions()) {
            predicted.add(prediction.requestId());
            outcomes++;
        }
        Set<String> refused = new HashSet<>();
        for (ConsumerRecord<byte[], byte[]> letter : topics.read(Topic.DEAD_LETTERS)) {
            assertThat(header(letter, "dlq.reason")).isEqualTo("model_failure");
            assertThat(new String(letter.value(), UTF_8)).contains("\"" + header(letter, "dlq.request_id") + "\"");
            refused.add(header(letter, "dlq.request_id"));
            outcomes++;
        }
        Set<String> expectedPredicted = new HashSet<>();
        Set<String> expectedRefused = new HashSet<>();
        for (int i = 0; i < requests; i++) {
            (i % FAILING == 0 ? expectedRefused : expectedPredicted).add("r-" + i);
        }
        assertThat(predicted).isEqualTo(expectedPredicted);
        assertThat(refused).isEqualTo(expectedRefused);
        if (guarantee == WorkerSettings.Guarantee.EXACTLY_ONCE_V2) {
            assertThat(outcomes).isEqualTo(requests);
        } else {
            assertThat(outcomes).isGreaterThanOrEqualTo(requests);
        }
    }
}
