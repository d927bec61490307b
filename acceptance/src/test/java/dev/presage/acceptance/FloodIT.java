package dev.presage.acceptance;

import static dev.presage.acceptance.TestTopics.header;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.presage.contract.Inputs;
import dev.presage.contract.Prediction;
import dev.presage.contract.PredictionRequestJson;
import dev.presage.contract.PriceBar;
import dev.presage.contract.Ticker;
import dev.presage.contract.Topic;
import dev.presage.process.SlowClients;
import dev.presage.process.WorkerProcess;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Names that never end, and requests that are far too large, cost the worker nothing that lasts. */
@Tag("faults")
class FloodIT extends WithBroker {
    private static final int NAMES = Inputs.ARE_MANY ? 1_000_000 : 50_000;
    private static final int MOST_SERIES = 1_000;
    private static final long MEGABYTE = 1024 * 1024;

    /** The heap that the README gives a worker, all of it, and what Java and the native libraries take beside it. */
    private static final long MOST_RESIDENT = (384 + 300) * MEGABYTE;

    /** Until somebody reads it, a header holds on to all bytes of its record. */
    private static final List<Header> TRACE = List.of(new RecordHeader("trace", new byte[] {1, 2, 3}));

    private static final List<Large> LARGE = List.of(
            new Large(0, 5_000_000, 100, 1_000),
            new Large(5_000_000, 2, 100, 1_000),
            new Large(0, 1_000_000, 450, 2_000));

    /** Requests of one size: how many are sent at every build, and in the long run. */
    private record Large(int keyLength, int valueLength, int few, int many) {
        ProducerRecord<byte[], byte[]> request() {
            byte[] key = keyLength == 0 ? null : new byte[keyLength];
            return new ProducerRecord<>(Topic.REQUESTS.topicName(), 1, key, new byte[valueLength], TRACE);
        }
    }

    /** What may not grow. */
    private record Size(long series, long liveHeapBytes, long residentBytes) {
        static Size of(WorkerProcess worker) throws Exception {
            long series = worker.body("/metrics")
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .count();
            return new Size(series, worker.liveHeapBytes(), worker.residentBytes());
        }
    }

    @Test
    void namesThatNeverEndLeaveTheWorkerAsLargeAsItWas() throws Exception {
        createTopics();
        try (WorkerProcess worker = startWorker()) {
            publishBars(worker, 0, NAMES / 10);
            ask(worker, 0, NAMES / 10);
            Size early = Size.of(worker);
            publishBars(worker, NAMES / 10, NAMES);
            ask(worker, NAMES / 10, NAMES);
            Size late = Size.of(worker);

            System.out.println(NAMES + " names: " + early + ", " + late);
            assertThat(late.series()).isEqualTo(early.series()).isLessThan(MOST_SERIES);
            assertThat(late.liveHeapBytes()).isLessThan(early.liveHeapBytes() + 16 * MEGABYTE);
            assertThat(late.residentBytes()).isLessThan(MOST_RESIDENT);
            assertThat(late.residentBytes()).isLessThan(early.residentBytes() + 50 * MEGABYTE);
            assertEachHasOneOutcome();
            assertAnswersWhileClientsAreSlow(worker);
            assertThat(worker.terminate()).isZero();
        }
    }

    /** One for each name; the worker takes those of as many tickers as it keeps. */
    private void publishBars(WorkerProcess worker, int from, int to) {
        for (int i = from; i < to; i++) {
            topics.publish(new PriceBar(new Ticker("T" + i), topics.lastClose(), 1, 1, 1, 1, 1));
        }
        topics.flush();
        awaitCounts(worker, to, "price_bars_total", "price_bars_rejected_total{reason=\"too_many_tickers\"}");
    }

    /** For a ticker of their own each; and for a model, with a feature or with a field of their own. */
    private void ask(WorkerProcess worker, int from, int to) {
        for (int i = from; i < to; i++) {
            String more =
                    switch (i % 3) {
                        case 0 -> "\"model_type\":\"m" + i + "\"";
                        case 1 -> "\"features\":{\"f" + i + "\":1}";
                        default -> "\"x" + i + "\":null";
                    };
            topics.request(null, "{\"request_id\":\"" + i + "\",\"ticker\":\"T" + i + "\"," + more + "}");
        }
        topics.flush();
        awaitCounts(
                worker,
                to,
                "prediction_rejections_total{reason=\"unknown_model\"}",
                "prediction_rejections_total{reason=\"no_prices\"}",
                "prediction_rejections_total{reason=\"too_few_prices\"}");
    }

    private static void awaitCounts(WorkerProcess worker, int sum, String... metrics) {
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(200))
                .untilAsserted(() -> {
                    double counted = 0;
                    for (String metric : metrics) {
                        counted += worker.metric(metric);
                    }
                    assertThat(counted).isEqualTo(sum);
                });
    }

    private void assertEachHasOneOutcome() {
        BitSet refused = new BitSet();
        topics.read(Topic.DEAD_LETTERS, letter -> {
            int id = Integer.parseInt(header(letter, "dlq.request_id"));
            assertThat(refused.get(id)).as("%s has two outcomes", id).isFalse();
            refused.set(id);
        });
        assertThat(refused.cardinality()).isEqualTo(NAMES);
        assertThat(topics.read(Topic.PREDICTIONS)).isEmpty();
    }

    private static void assertAnswersWhileClientsAreSlow(WorkerProcess worker) throws Exception {
        try (SlowClients clients = SlowClients.connect(1_000, worker.port(), SlowClients.Kind.SEND_A_BYTE_AT_A_TIME)) {
            clients.goOn();
            Instant start = Instant.now();
            assertThat(worker.status("/readyz")).isEqualTo(200);
            assertThat(worker.status("/metrics")).isEqualTo(200);
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
        }
    }

    /** Compressed, zeros by the megabyte get past the broker; so many of each kind are more than the worker's heap. */
    @Test
    void requestsFarTooLargeEndNoWorkerNowOrAtItsNextStart() throws Exception {
        createTopics();
        topics.publishBars();
        List<Large> sent = new ArrayList<>();
        for (Large kind : LARGE) {
            ProducerRecord<byte[], byte[]> request = kind.request();
            for (int i = 0; i < (Inputs.ARE_MANY ? kind.many() : kind.few()); i++) {
                topics.send(request).get();
                sent.add(kind);
            }
        }
        topics.request(null, "{\"request_id\":\"after\",\"ticker\":\"AAPL\"}");
        topics.flush();
        try (WorkerProcess worker = startWorker()) {
            topics.awaitOutcomes(sent.size() + 1);
            worker.kill();
        }
        try (WorkerProcess next = startWorker()) {
            topics.request(null, "{\"request_id\":\"later\",\"ticker\":\"AAPL\"}");
            topics.awaitOutcomes(sent.size() + 2);

            BitSet offsets = new BitSet();
            topics.read(Topic.DEAD_LETTERS, letter -> {
                assertThat(header(letter, "dlq.partition")).isEqualTo("1");
                int offset = Integer.parseInt(header(letter, "dlq.offset"));
                Large kind = sent.get(offset);
                assertIsWholeOrReference(letter, kind.keyLength(), kind.valueLength());
                assertThat(header(letter, "dlq.reason"))
                        .isEqualTo(
                                kind.valueLength() > PredictionRequestJson.MAX_BYTES ? "too_large" : "malformed_json");
                assertThat(offsets.get(offset)).as("two letters of %s", offset).isFalse();
                offsets.set(offset);
            });
            assertThat(offsets.cardinality()).isEqualTo(sent.size());
            assertThat(topics.predictions())
                    .extracting(Prediction::requestId)
                    .containsExactlyInAnyOrder("after", "later");
            assertThat(next.terminate()).isZero();
        }
    }

    private static void assertIsWholeOrReference(
            ConsumerRecord<byte[], byte[]> letter, int keyLength, int valueLength) {
        assertThat(letter.key()).isNull();
        if (letter.value() == null) {
            assertThat(header(letter, "dlq.value_length")).isEqualTo(Integer.toString(valueLength));
            assertThat(letter.headers().lastHeader("dlq.key_length") == null ? "0" : header(letter, "dlq.key_length"))
                    .isEqualTo(Integer.toString(keyLength));
        } else {
            assertThat(keyLength).isZero();
            assertThat(letter.value()).isEqualTo(new byte[valueLength]).hasSizeLessThan(1024 * 1024);
            assertThat(letter.headers().toArray()).startsWith(TRACE.toArray(Header[]::new));
        }
    }

    /** With all of its heap from the beginning: what grows then is something else. */
    private WorkerProcess startWorker() throws IOException {
        return start(Map.of("WORKER_MAX_TICKERS", "5000", "JAVA_TOOL_OPTIONS", "-Xms384m -XX:+AlwaysPreTouch"))
                .awaitReady();
    }
}
