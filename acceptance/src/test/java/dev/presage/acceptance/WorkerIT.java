package dev.presage.acceptance;

import static dev.presage.acceptance.TestTopics.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.presage.contract.Decoded.Accepted;
import dev.presage.contract.Prediction;
import dev.presage.contract.PredictionJson;
import dev.presage.contract.Ticker;
import dev.presage.contract.Topic;
import dev.presage.process.WorkerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** The worker as it is shipped, against a real broker. */
class WorkerIT extends WithBroker {
    @Test
    void waitsForTheTopicsAndSaysWhichAreMissing() throws Exception {
        try (WorkerProcess worker = start(Map.of())) {
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(worker.status("/readyz")).isEqualTo(503));
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(worker.body("/readyz"))
                    .contains("topics missing: prices, prediction-requests, predictions, prediction-requests-dlq"));
            assertThat(worker.status("/livez")).isEqualTo(200);

            createTopics();

            worker.awaitReady();
        }
    }

    @Test
    void everyRequestHasOneOutcomeWhateverItIs() throws Exception {
        createTopics();
        topics.publishBars();
        Map<String, String> broken = TestTopics.brokenRequests();
        try (WorkerProcess worker = startReady()) {
            for (int i = 0; i < 500; i++) {
                Ticker ticker = TestTopics.TICKERS.get(i % TestTopics.TICKERS.size());
                topics.request(
                        i % 3 == 0 ? null : ticker.symbol(),
                        "{\"request_id\":\"good-" + i + "\",\"ticker\":\"" + ticker + "\"}");
            }
            broken.values().forEach(json -> topics.request("k", json));
            topics.flush();

            topics.awaitOutcomes(500 + broken.size());

            assertThat(topics.predictions().stream().map(Prediction::requestId).toList())
                    .hasSize(500)
                    .doesNotHaveDuplicates();
            Map<String, String> reasons = new TreeMap<>();
            for (ConsumerRecord<byte[], byte[]> letter : topics.read(Topic.DEAD_LETTERS)) {
                reasons.put(new String(letter.value(), UTF_8), header(letter, "dlq.reason"));
                assertThat(letter.key()).isEqualTo("k".getBytes(UTF_8));
                assertThat(header(letter, "dlq.topic")).isEqualTo("prediction-requests");
                assertThat(header(letter, "dlq.message")).isNotBlank();
            }
            Map<String, String> expected = new TreeMap<>();
            broken.forEach((reason, json) -> expected.put(json, reason));
            assertThat(reasons).isEqualTo(expected);
            assertMetricsAddUp(worker, 500, broken.size());
        }
    }

    /** Keeps the page for the checks of the alert rules: every metric that they name is on it. */
    private static void assertMetricsAddUp(WorkerProcess worker, int predicted, int rejected) throws Exception {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            String page = worker.body("/metrics");
            assertThat(page)
                    .contains("prediction_requests_total{outcome=\"predicted\"} " + predicted + ".0\n")
                    .contains("prediction_requests_total{outcome=\"rejected\"} " + rejected + ".0\n")
                    .contains("prediction_rejections_total{reason=\"expired\"} 1.0\n")
                    .contains("prediction_rejections_total{reason=\"model_failure\"} 0.0\n")
                    .contains("predictions_total{model_type=\"normal\",ticker=\"AAPL\"} 250.0\n")
                    .contains("predictions_total{model_type=\"normal\",ticker=\"BRK.B\"} 250.0\n")
                    .contains("prediction_duration_seconds_bucket{model_type=\"normal\",le=\"0.5\"} " + predicted)
                    .contains("prediction_confidence_count{model_type=\"normal\"} " + predicted)
                    .contains("active_predictions 0.0\n")
                    .contains("streams_state{streams_state=\"RUNNING\"} 1\n")
                    .contains("worker_consumer_lag_records{partition=\"0\",topic=\"prediction-requests\"} 0.0\n")
                    .contains("worker_broker_last_contact_timestamp_seconds")
                    .contains("process_cpu_seconds_total");
            Files.writeString(Path.of("target/metrics.prom"), page);
        });
    }

    /** Keeps the page for the checks of the alert rules, too. */
    @Test
    void answersOverHttpWhatItAnswersOnTheTopicAndPublishesNothingOfIt() throws Exception {
        createTopics();
        topics.publishBars();
        try (WorkerProcess worker = startReady()) {
            topics.request(
                    null, "{\"request_id\":\"r1\",\"ticker\":\"AAPL\",\"as_of\":\"" + topics.lastClose() + "\"}");
            topics.awaitOutcomes(1);

            String json = worker.apiBody("/predict/AAPL?as_of=" + topics.lastClose());

            Accepted<Prediction> answered = (Accepted<Prediction>) PredictionJson.decode(json.getBytes(UTF_8));
            Prediction published = topics.predictions().get(0);
            assertThat(answered.value().predictedPrice()).isEqualTo(published.predictedPrice());
            assertThat(answered.value().referenceTime()).isEqualTo(published.referenceTime());
            assertThat(worker.metric("cache_hits_total{cache=\"forecasts\"}")).isEqualTo(1);
            assertThat(worker.metric("prediction_requests_total{outcome=\"predicted\"}"))
                    .isEqualTo(1);
            String page = worker.apiBody("/metrics");
            assertThat(page)
                    .contains(
                            "http_requests_total{endpoint=\"/predict/{ticker}\",method=\"GET\",status=\"200\"} 1.0\n");
            Files.writeString(Path.of("target/api-metrics.prom"), page);
            assertThat(worker.terminate()).isZero();
            assertThat(topics.read(Topic.PREDICTIONS)).hasSize(1);
        }
    }

    @Test
    void aDeadLetterIsTheRequestByteForByte() throws Exception {
        createTopics();
        topics.publishBars();
        byte[] key = {0, (byte) 0xff, 7};
        byte[] value = {(byte) 0xc3, 0x28, '{', 0};
        ProducerRecord<byte[], byte[]> request = new ProducerRecord<>(
                Topic.REQUESTS.topicName(), 2, Instant.now().toEpochMilli() - 1000, key, value);
        request.headers().add("trace", new byte[] {9, 8});
        try (WorkerProcess worker = startReady()) {
            topics.send(request).get();
            topics.awaitOutcomes(1);

            ConsumerRecord<byte[], byte[]> letter =
                    topics.read(Topic.DEAD_LETTERS).get(0);

            assertThat(letter.key()).isEqualTo(key);
            assertThat(letter.value()).isEqualTo(value);
            assertThat(letter.timestamp()).isEqualTo(request.timestamp());
            assertThat(letter.headers().lastHeader("trace").value()).containsExactly(9, 8);
            assertThat(header(letter, "dlq.partition")).isEqualTo("2");
            assertThat(header(letter, "dlq.offset")).isEqualTo("0");
            assertThat(worker.status("/livez")).isEqualTo(200);
        }
    }

    @Test
    void killedAndStartedAgainItLosesNothingAndAnswersNothingTwice() throws Exception {
        createTopics();
        topics.publishBars();
        int requests = 20_000;
        // The kill comes between two commits, over answers that are written and not committed.
        try (WorkerProcess first = start(Map.of("WORKER_COMMIT_INTERVAL", "5s")).awaitReady()) {
            publishRequests(requests);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !first.body("/metrics").contains("outcome=\"predicted\"} 0.0\n"));
            first.kill();
        }
        assertThat(topics.read(Topic.PREDICTIONS)).hasSizeLessThan(requests);
        try (WorkerProcess second = start(Map.of())) {
            second.awaitReady();
            topics.awaitOutcomes(requests);
            Set<String> expected = new HashSet<>();
            for (int i = 0; i < requests; i++) {
                expected.add("r-" + i);
            }
            assertThat(answered()).hasSize(requests);
            assertThat(new HashSet<>(answered())).isEqualTo(expected);
        }
    }

    @Test
    void theSameHistoryAskedAgainAfterARestartGetsTheSamePredictions() throws Exception {
        createTopics();
        topics.publishBars();
        Map<String, Prediction> first = new HashMap<>();
        try (WorkerProcess worker = startReady()) {
            askHistory("first");
            topics.awaitOutcomes(400);
            topics.predictions().forEach(prediction -> first.put(question(prediction), withoutIdAndTime(prediction)));
            assertThat(worker.terminate()).isZero();
        }
        assertThat(first).hasSize(400);
        try (WorkerProcess worker = startReady()) {
            askHistory("again");
            topics.awaitOutcomes(800);
            List<Prediction> again = topics.predictions().stream()
                    .filter(prediction -> prediction.requestId().startsWith("again"))
                    .toList();
            assertThat(again).hasSize(400).allSatisfy(prediction -> assertThat(withoutIdAndTime(prediction))
                    .isEqualTo(first.get(question(prediction))));
            assertThat(worker.terminate()).isZero();
        }
    }

    @Test
    void stopsWhenAskedToWithNothingLeftInWork() throws Exception {
        createTopics();
        topics.publishBars();
        try (WorkerProcess worker = startReady()) {
            publishRequests(2000);
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> !topics.read(Topic.PREDICTIONS).isEmpty());
            assertThat(worker.terminate()).isZero();
            assertThat(worker.output())
                    .contains("stopping: finishing what is in work")
                    .contains("stopped");
        }
        try (WorkerProcess next = startReady()) {
            topics.awaitOutcomes(2000);
            assertThat(answered()).hasSize(2000).doesNotHaveDuplicates();
            assertThat(next.status("/livez")).isEqualTo(200);
        }
    }

    @Test
    void whenOneOfTwoLeavesTheOtherAnswersTheRest() throws Exception {
        createTopics();
        topics.publishBars();
        try (WorkerProcess leaving = start(Map.of());
                WorkerProcess staying = start(Map.of())) {
            leaving.awaitReady();
            staying.awaitReady();
            publishUnderManyKeys("first", 5000);
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(leaving.body("/metrics"))
                    .doesNotContain("prediction_requests_total{outcome=\"predicted\"} 0.0\n"));
            assertThat(leaving.terminate()).isZero();
            publishUnderManyKeys("second", 5000);

            topics.awaitOutcomes(10_000);

            assertThat(answered()).hasSize(10_000).doesNotHaveDuplicates();
            assertThat(staying.status("/readyz")).isEqualTo(200);
        }
    }

    @Test
    void aRecordOnThePricesTopicThatIsNoBarEndsNoWorkerNowOrAtItsNextStart() throws Exception {
        createTopics();
        topics.publishBars();
        try (WorkerProcess worker = startReady()) {
            topics.send(Topic.PRICES, "AAPL", new byte[] {0, 0, 0, '{', 127, 1, 2, 3}); // UTF-32 to a lenient reader
            topics.send(Topic.PRICES, null, "{}".getBytes(UTF_8));
            topics.send(new ProducerRecord<>(Topic.PRICES.topicName(), "AAPL".getBytes(UTF_8), null))
                    .get();
            topics.flush();
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(worker.body("/metrics"))
                    .contains("price_bars_rejected_total{reason=\"malformed_json\"} 2.0\n")
                    .contains("price_bars_rejected_total{reason=\"missing_field\"} 1.0\n"));
            assertThat(worker.terminate()).isZero();
        }
        try (WorkerProcess next = startReady()) {
            publishRequests(10);
            topics.awaitOutcomes(10);
            assertThat(answered()).hasSize(10);
            assertThat(next.status("/livez")).isEqualTo(200);
        }
    }

    @Test
    void endsWhenItCantGoOn() throws Exception {
        createTopics();
        try (WorkerProcess worker = startReady();
                Admin admin = Admin.create(kafka())) {
            admin.deleteTopics(List.of(Topic.REQUESTS.topicName())).all().get();
            assertThat(worker.awaitExit()).isEqualTo(1);
            assertThat(worker.output()).contains("a stream thread died; the worker stops");
        }
    }

    @Test
    void topicsCreateLeavesWhatIsThereAsItIs() throws Exception {
        createTopics();
        assertThat(printed(0, "topics", "create"))
                .isEqualTo(
                        """
                        prices: was there already, with 6 partitions
                        prediction-requests: was there already, with 6 partitions
                        predictions: was there already, with 6 partitions
                        prediction-requests-dlq: was there already, with 6 partitions
                        """);
    }

    private void publishRequests(int count) {
        for (int i = 0; i < count; i++) {
            Ticker ticker = TestTopics.TICKERS.get(i % TestTopics.TICKERS.size());
            topics.request(ticker.symbol(), "{\"request_id\":\"r-" + i + "\",\"ticker\":\"" + ticker + "\"}");
        }
        topics.flush();
    }

    private void publishUnderManyKeys(String name, int count) {
        for (int i = 0; i < count; i++) {
            topics.request("key-" + i % 60, "{\"request_id\":\"" + name + "-" + i + "\",\"ticker\":\"AAPL\"}");
        }
        topics.flush();
    }

    private List<String> answered() {
        return topics.predictions().stream().map(Prediction::requestId).toList();
    }

    private void askHistory(String name) {
        for (Ticker ticker : TestTopics.TICKERS) {
            for (int day = 0; day < 200; day++) {
                topics.request(
                        ticker.symbol(),
                        "{\"request_id\":\"" + name + "-" + ticker + "-" + day + "\",\"ticker\":\"" + ticker
                                + "\",\"as_of\":\"" + topics.lastClose().minus(Duration.ofDays(day)) + "\"}");
            }
        }
        topics.flush();
    }

    private static String question(Prediction prediction) {
        return prediction.ticker() + " as of " + prediction.asOf();
    }

    private static Prediction withoutIdAndTime(Prediction p) {
        return new Prediction(
                "any",
                p.ticker(),
                p.model(),
                p.asOf(),
                p.referenceTime(),
                p.referencePrice(),
                p.horizonBars(),
                p.predictedPrice(),
                p.confidence(),
                p.featuresSource(),
                Instant.EPOCH);
    }
}
