package dev.presage.worker.telemetry;

import dev.presage.contract.ModelId;
import dev.presage.contract.Ticker;
import dev.presage.worker.answer.Forecast;
import dev.presage.worker.gather.GatheredRequest.RequestTime;
import dev.presage.worker.predict.PredictionProcessor.Work;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The metrics that have a model as label. */
final class ModelMetrics {
    private static final String OTHER_TICKERS = "other";
    private static final double[] IN_WORK_SECONDS = {
        0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5
    };
    private static final double[] UNDER_WAY_SECONDS = {
        0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800
    };

    private final int maxTickers;
    private final Set<Ticker> labelled = ConcurrentHashMap.newKeySet();
    private final Map<String, Series> models = new ConcurrentHashMap<>();
    private final Counter predictions;
    private final BatchHistogram duration;
    private final BatchHistogram queue;
    private final BatchHistogram endToEnd;
    private final ConfidenceSummary confidence;

    /** One model's series, looked up once. */
    private record Series(
            BatchHistogram.Series duration,
            BatchHistogram.Series queue,
            BatchHistogram.Series endToEnd,
            ConfidenceSummary.Series confidence,
            Map<Ticker, CounterDataPoint> predictionsByTicker,
            CounterDataPoint otherPredictions) {
        CounterDataPoint predictions(Ticker ticker) {
            return predictionsByTicker.getOrDefault(ticker, otherPredictions);
        }
    }

    /** Tickers beyond the first so many count under {@code other}. */
    ModelMetrics(PrometheusRegistry registry, Clock clock, int maxTickers) {
        this.maxTickers = maxTickers;
        predictions = WorkerMetrics.counter(
                        "predictions_total", "Predictions handed to the producer.", "ticker", "model_type")
                .register(registry);
        duration = new BatchHistogram(
                "prediction_duration_seconds", "Features and inference of one request.", IN_WORK_SECONDS);
        queue = new BatchHistogram(
                "prediction_queue_seconds",
                "From the request record's timestamp until work on it starts.",
                UNDER_WAY_SECONDS);
        endToEnd = new BatchHistogram(
                "prediction_end_to_end_seconds",
                "From the request record's timestamp until its prediction is handed to the producer.",
                UNDER_WAY_SECONDS);
        confidence = new ConfidenceSummary(clock);
        List.of(duration, queue, endToEnd, confidence).forEach(registry::register);
    }

    /** A model of that type is served. */
    void served(String type) {
        models.put(
                type,
                new Series(
                        duration.series(type),
                        queue.series(type),
                        endToEnd.series(type),
                        confidence.series(type),
                        new ConcurrentHashMap<>(),
                        predictions.labelValues(OTHER_TICKERS, type)));
    }

    /** The ticker has prices: its predictions start at zero, under its name if there is room for one more. */
    void tickerSeen(Ticker ticker) {
        if (labelled.size() < maxTickers && labelled.add(ticker)) {
            models.forEach((type, series) ->
                    series.predictionsByTicker().put(ticker, predictions.labelValues(ticker.symbol(), type)));
        }
    }

    /** Begins to count predictions that were made together. */
    Batch batch(Work work) {
        return new Batch(work);
    }

    /**
     * Predictions that were made together, so in the same time. Those that answer requests of the same millisecond, as most do when there
     * are many, were under way for the same time, too. What is the same is observed at once. For one thread.
     */
    final class Batch {
        private final Work work;
        private @Nullable ModelId model;
        private @Nullable Series series;
        private int ofModel;
        private @Nullable RequestTime time;
        private int ofTime;

        private Batch(Work work) {
            this.work = work;
        }

        void predicted(Forecast forecast, RequestTime requestTime) {
            if (series == null || !forecast.model().equals(model)) {
                end();
                model = forecast.model();
                series = Objects.requireNonNull(models.get(model.type()));
            }
            if (!requestTime.equals(time)) {
                endTime();
                time = requestTime;
            }
            series.confidence().observe(forecast.confidence());
            series.predictions(forecast.ticker()).inc();
            ofModel++;
            ofTime++;
        }

        /** Observes what has not been observed yet. */
        void end() {
            endTime();
            if (series != null) {
                series.duration().observe(work.nanos() / 1e9, ofModel);
            }
            ofModel = 0;
        }

        private void endTime() {
            if (series != null && time != null && !time.replayed()) {
                series.queue().observe(seconds(work.startMillis() - time.timestamp()), ofTime);
                series.endToEnd().observe(seconds(work.endMillis() - time.timestamp()), ofTime);
            }
            ofTime = 0;
        }

        /** Clocks differ: nothing ends before it began. */
        private static double seconds(long millis) {
            return Math.max(0, millis) / 1e3;
        }
    }
}
