package dev.presage.worker.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.contract.FeaturesSource;
import dev.presage.contract.ModelId;
import dev.presage.contract.PriceBar;
import dev.presage.contract.Ticker;
import dev.presage.inference.TestModels;
import dev.presage.models.OnnxGraph;
import dev.presage.models.OnnxGraphs;
import dev.presage.models.OnnxGraphs.OutputShape;
import dev.presage.worker.RequestMetadata;
import dev.presage.worker.answer.Answer.Predicted;
import dev.presage.worker.answer.Answer.Refused;
import dev.presage.worker.answer.Forecast;
import dev.presage.worker.answer.Reason;
import dev.presage.worker.gather.GatheredRequest;
import dev.presage.worker.gather.GatheredRequest.RequestTime;
import dev.presage.worker.model.Models;
import dev.presage.worker.predict.PredictionProcessor.Work;
import dev.presage.worker.telemetry.TopicProbe.PartitionOffsets;
import dev.presage.worker.window.BarRejection;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerMetricsTest {
    private static final Instant NOW = Instant.parse("2017-03-01T22:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final WorkerMetrics metrics = new WorkerMetrics(registry, CLOCK, 2);
    private final RequestProgress progress = new RequestProgress(registry, CLOCK);
    private final Health health = new Health();
    private final Telemetry telemetry = new Telemetry(metrics, new LastRejections(), progress, health, CLOCK);

    @Test
    void everyReasonStartsAtZero() throws IOException {
        String page = page();
        for (Reason reason : Reason.values()) {
            assertThat(page).contains("prediction_rejections_total{reason=\"" + reason.label() + "\"} 0.0\n");
        }
        for (BarRejection reason : BarRejection.values()) {
            assertThat(page).contains("price_bars_rejected_total{reason=\"" + reason.label() + "\"} 0.0\n");
        }
    }

    @Test
    void aDeadLetterSentInAgainIsPredictedButNotLate(@TempDir Path directory) throws Exception {
        try (Models models = loadModel(directory, "normal")) {
            metrics.modelsLoaded(registry, models);
            telemetry.answered(
                    List.of(request(NOW.minusSeconds(3), false), request(NOW.minusSeconds(86_400), true)),
                    List.of(predicted("normal"), predicted("normal")),
                    new Work(NOW.minusMillis(2).toEpochMilli(), 2_000_000));
        }
        assertThat(page())
                .contains("prediction_requests_total{outcome=\"predicted\"} 2.0\n")
                .contains("prediction_duration_seconds_count{model_type=\"normal\"} 2\n")
                .contains("prediction_duration_seconds_sum{model_type=\"normal\"} 0.004\n")
                .contains("prediction_queue_seconds_count{model_type=\"normal\"} 1\n")
                .contains("prediction_queue_seconds_sum{model_type=\"normal\"} 2.998\n")
                .contains("prediction_end_to_end_seconds_count{model_type=\"normal\"} 1\n")
                .contains("prediction_end_to_end_seconds_sum{model_type=\"normal\"} 3.0\n");
    }

    @Test
    void aRequestIsActiveFromBeingReadToItsEndOrToTheEndOfItsTask() throws IOException {
        for (int i = 0; i < 5; i++) {
            telemetry.gathered();
        }
        assertThat(page()).contains("active_predictions 5.0\n");
        telemetry.ended(3);
        assertThat(page()).contains("active_predictions 2.0\n");
        telemetry.released(3, 2);
        assertThat(page()).contains("active_predictions 0.0\n");
    }

    @Test
    void tickersWithoutALabelOfTheirOwnStartAtZero(@TempDir Path directory) throws Exception {
        try (Models models = loadModel(directory, "normal")) {
            metrics.modelsLoaded(registry, models);
            assertThat(page()).contains("predictions_total{model_type=\"normal\",ticker=\"other\"} 0.0\n");
            for (String ticker : List.of("AAPL", "COKE", "TSLA")) {
                telemetry.taken(bar(ticker));
            }
        }
        assertThat(page())
                .contains("predictions_total{model_type=\"normal\",ticker=\"AAPL\"} 0.0\n")
                .contains("predictions_total{model_type=\"normal\",ticker=\"COKE\"} 0.0\n")
                .doesNotContain("TSLA");
    }

    @Test
    void requestsAnsweredTogetherAreCountedEachInItsOwnPlace(@TempDir Path directory) throws Exception {
        Instant early = NOW.minusSeconds(4);
        Instant late = NOW.minusSeconds(2);
        try (Models models = loadModel(directory, "normal", "earnings")) {
            metrics.modelsLoaded(registry, models);
            telemetry.answered(
                    List.of(
                            request(early, false),
                            request(early, false),
                            request(late, false),
                            request(late, false),
                            request(late, false)),
                    List.of(
                            predicted("normal"),
                            predicted("normal"),
                            new Refused(Reason.EXPIRED, "too late", "r1"),
                            predicted("earnings"),
                            predicted("normal")),
                    new Work(NOW.minusSeconds(1).toEpochMilli(), 1_000_000_000));
        }
        assertThat(page())
                .contains("prediction_requests_total{outcome=\"predicted\"} 4.0\n")
                .contains("prediction_requests_total{outcome=\"rejected\"} 1.0\n")
                .contains("prediction_rejections_total{reason=\"expired\"} 1.0\n")
                .contains("prediction_duration_seconds_bucket{model_type=\"normal\",le=\"0.5\"} 0\n")
                .contains("prediction_duration_seconds_bucket{model_type=\"normal\",le=\"1.0\"} 3\n")
                .contains("prediction_duration_seconds_sum{model_type=\"earnings\"} 1.0\n")
                .contains("prediction_queue_seconds_bucket{model_type=\"normal\",le=\"1.0\"} 1\n")
                .contains("prediction_queue_seconds_bucket{model_type=\"normal\",le=\"5.0\"} 3\n")
                .contains("prediction_queue_seconds_sum{model_type=\"normal\"} 7.0\n")
                .contains("prediction_end_to_end_seconds_sum{model_type=\"normal\"} 10.0\n")
                .contains("prediction_end_to_end_seconds_sum{model_type=\"earnings\"} 2.0\n")
                .contains("last_prediction_timestamp_seconds " + NOW.getEpochSecond() / 1e9 + "E9\n");
    }

    private static GatheredRequest request(Instant published, boolean replayed) {
        return new GatheredRequest(
                null,
                null,
                new RecordHeaders(),
                new RequestMetadata(0, 0),
                new RequestTime(published.toEpochMilli(), replayed));
    }

    private static Models loadModel(Path directory, String... types) throws Exception {
        OnnxGraph graph = OnnxGraphs.linear(TestModels.TENSORS, OutputShape.COLUMN, new float[] {1f}, 0f);
        for (String type : types) {
            graph.write(
                    directory, TestModels.manifest(new ModelId(type, 1), graph, TestModels.TENSORS, List.of("range")));
        }
        return Models.load(directory, Map.of());
    }

    private static Predicted predicted(String modelType) {
        Forecast forecast = new Forecast(
                new Ticker("AAPL"), new ModelId(modelType, 1), NOW, 100, 1, 101, 0.5, FeaturesSource.PRICES, null);
        return new Predicted("r1", NOW, forecast, NOW);
    }

    @Test
    void barsReadAgainAtTheStartWereCountedBefore() throws IOException {
        telemetry.taken(bar("AAPL"));
        telemetry.refused(BarRejection.MALFORMED_JSON, "prices-0@0: broken");
        health.pricesRestored();
        telemetry.taken(bar("AAPL"));
        telemetry.refused(BarRejection.MALFORMED_JSON, "prices-0@1: broken");
        assertThat(page())
                .contains("price_bars_total 1.0\n")
                .contains("price_bars_rejected_total{reason=\"malformed_json\"} 1.0\n");
    }

    @Test
    void priceAgeIsThereAsSoonAsThereIsABar() throws IOException {
        AtomicReference<Optional<Instant>> newest = new AtomicReference<>(Optional.empty());
        metrics.priceAge(registry, newest::get);
        assertThat(page()).doesNotContain("price_age_seconds ");
        newest.set(Optional.of(NOW.minusSeconds(90)));
        assertThat(page()).contains("price_age_seconds 90.0\n");
    }

    @Test
    void theOldestUnprocessedIsAsOldAsTheNewestTakenWhileOthersWait() throws IOException {
        progress.taken(0, NOW.minusSeconds(30).toEpochMilli());
        progress.taken(0, NOW.minusSeconds(40).toEpochMilli());
        progress.taken(1, NOW.minusSeconds(30).toEpochMilli());
        progress.offsetsSeen(List.of(new PartitionOffsets(0, 10, 4), new PartitionOffsets(1, 10, 10)));
        progress.taken(0, NOW.toEpochMilli()); // what comes after does not belong to those offsets
        assertThat(page())
                .contains(oldest(0) + "30.0\n")
                .contains(oldest(1) + "0.0\n")
                .contains("worker_consumer_lag_records{partition=\"0\",topic=\"prediction-requests\"} 6.0\n")
                .contains("worker_consumer_position_offset{partition=\"1\",topic=\"prediction-requests\"} 10.0\n");
    }

    @Test
    void whatWasTakenOfAPartitionThatIsAnothersTellsNothing() throws IOException {
        progress.taken(0, NOW.minusSeconds(30).toEpochMilli());
        progress.offsetsSeen(List.of(new PartitionOffsets(0, 10, 4)));
        progress.released(0);
        assertThat(page()).contains(oldest(0) + "0.0\n");
    }

    @Test
    void anOffsetBeyondTheEndIsNoNegativeLag() throws IOException {
        progress.offsetsSeen(List.of(new PartitionOffsets(0, 10, 11)));
        assertThat(page()).contains("worker_consumer_lag_records{partition=\"0\",topic=\"prediction-requests\"} 0.0\n");
    }

    private static String oldest(int partition) {
        return "worker_oldest_unprocessed_seconds{partition=\"" + partition + "\",topic=\"prediction-requests\"} ";
    }

    private static PriceBar bar(String ticker) {
        return new PriceBar(new Ticker(ticker), NOW, 1, 1, 1, 1, 1);
    }

    private String page() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(out, registry.scrape());
        return out.toString(UTF_8);
    }
}
