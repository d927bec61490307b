package dev.presage.worker.telemetry;

import dev.presage.contract.ModelId;
import dev.presage.contract.Ticker;
import dev.presage.worker.predict.Forecast;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
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
    private @Nullable Latest latest; // any thread's will do, as it is immutable
    private final Histogram duration;
    private final Histogram queue;
    private final Histogram endToEnd;
    private final ConfidenceSummary confidence;

    /** One model's series, looked up once. */
    private record Series(
            DistributionDataPoint duration,
            DistributionDataPoint queue,
            DistributionDataPoint endToEnd,
            ConfidenceSummary.Series confidence,
            Map<Ticker, CounterDataPoint> predictionsByTicker,
            CounterDataPoint otherPredictions) {
        CounterDataPoint predictions(Ticker ticker) {
            return predictionsByTicker.getOrDefault(ticker, otherPredictions);
        }
    }

    /** The series that were used last. */
    private record Latest(ModelId model, Series series) {}

    /** Tickers beyond the first so many count under {@code other}. */
    ModelMetrics(PrometheusRegistry registry, Clock clock, int maxTickers) {
        this.maxTickers = maxTickers;
        predictions = WorkerMetrics.counter(
                        "predictions_total", "Predictions handed to the producer.", "ticker", "model_type")
                .register(registry);
        duration = WorkerMetrics.histogram(
                        "prediction_duration_seconds", "Features and inference of one request.", IN_WORK_SECONDS)
                .labelNames("model_type")
                .register(registry);
        queue = WorkerMetrics.histogram(
                        "prediction_queue_seconds",
                        "From the request record's timestamp until work on it starts.",
                        UNDER_WAY_SECONDS)
                .classicOnly()
                .labelNames("model_type")
                .register(registry);
        endToEnd = WorkerMetrics.histogram(
                        "prediction_end_to_end_seconds",
                        "From the request record's timestamp until its prediction is handed to the producer.",
                        UNDER_WAY_SECONDS)
                .classicOnly()
                .labelNames("model_type")
                .register(registry);
        confidence = new ConfidenceSummary(clock);
        registry.register(confidence);
    }

    /** A model of that type is served. */
    void served(String type) {
        models.put(
                type,
                new Series(
                        duration.labelValues(type),
                        queue.labelValues(type),
                        endToEnd.labelValues(type),
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

    void predicted(Forecast forecast, double secondsInWork) {
        Series series = series(forecast);
        series.duration().observe(secondsInWork);
        series.confidence().observe(forecast.confidence());
        series.predictions(forecast.ticker()).inc();
    }

    void underWay(Forecast forecast, double queueSeconds, double endToEndSeconds) {
        Series series = series(forecast);
        series.queue().observe(queueSeconds);
        series.endToEnd().observe(endToEndSeconds);
    }

    /** Most often the model of the record before: its identity is looked at first, as a look-up costs more than an observation. */
    @SuppressWarnings("ReferenceEquality") // of a model there is one id; were there two, the look-up would be made
    private Series series(Forecast forecast) {
        ModelId model = forecast.model();
        Latest known = latest;
        if (known == null || known.model() != model) {
            known = new Latest(model, Objects.requireNonNull(models.get(model.type())));
            latest = known;
        }
        return known.series();
    }
}
