package dev.presage.worker.telemetry;

import dev.presage.contract.ModelManifest;
import dev.presage.contract.Prediction;
import dev.presage.contract.PriceBar;
import dev.presage.contract.Ticker;
import dev.presage.worker.model.Model;
import dev.presage.worker.model.Models;
import dev.presage.worker.predict.Answer.Refused;
import dev.presage.worker.predict.Predictor.PredictionListener;
import dev.presage.worker.predict.Reason;
import dev.presage.worker.window.BarRejection;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.core.metrics.StateSet;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;

/** Every metric of the worker. Label values that are known start at zero, so that {@code rate()} sees their first increment. */
public final class WorkerMetrics implements PredictionListener {
    private static final String OTHER_TICKERS = "other";
    private static final double[] IN_WORK_SECONDS = {
        0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5
    };
    private static final double[] UNDER_WAY_SECONDS = {
        0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800
    };
    private static final double[] BATCH_ROWS = {1, 2, 4, 8, 16, 32, 64, 128, 256};

    private final Clock clock;
    private final int maxTickers;
    private final ConcurrentHashMap<Ticker, String> tickerLabels = new ConcurrentHashMap<>();
    private final Map<String, ModelSeries> models = new TreeMap<>();

    private final Counter predictions;
    private final CounterDataPoint predicted;
    private final CounterDataPoint rejected;
    private final Counter rejections;
    private final Histogram duration;
    private final Histogram queue;
    private final Histogram endToEnd;
    private final Summary confidence;
    private final Gauge active;
    private final Histogram batchSize;
    private final CounterDataPoint cacheHits;
    private final CounterDataPoint cacheMisses;
    private final Counter bars;
    private final Counter barsRejected;
    private final StateSet streamsState;
    private final Counter threadsFailed;
    private final Gauge lastPrediction;

    /** The children of one model's metrics, looked up once. */
    private record ModelSeries(
            DistributionDataPoint duration,
            DistributionDataPoint queue,
            DistributionDataPoint endToEnd,
            DistributionDataPoint confidence,
            ConcurrentHashMap<String, CounterDataPoint> predictionsByTicker) {}

    /**
     * @param maxTickers tickers that get a label of their own; the rest count under {@code other}
     */
    public WorkerMetrics(PrometheusRegistry registry, Clock clock, int maxTickers) {
        this.clock = clock;
        this.maxTickers = maxTickers;
        predictions = counter("predictions_total", "Predictions written.", "ticker", "model_type")
                .register(registry);
        Counter requests = counter(
                        "prediction_requests_total", "Requests read, each with exactly one outcome.", "outcome")
                .register(registry);
        predicted = requests.labelValues("predicted");
        rejected = requests.labelValues("rejected");
        rejections = counter("prediction_rejections_total", "Requests sent to the dead letters.", "reason")
                .register(registry);
        for (Reason reason : Reason.values()) {
            rejections.initLabelValues(reason.label());
        }
        duration = histogram("prediction_duration_seconds", "Features and inference of one request.", IN_WORK_SECONDS)
                .labelNames("model_type")
                .register(registry);
        queue = histogram(
                        "prediction_queue_seconds",
                        "From the request record's timestamp until work on it starts.",
                        UNDER_WAY_SECONDS)
                .labelNames("model_type")
                .register(registry);
        endToEnd = histogram(
                        "prediction_end_to_end_seconds",
                        "From the request record's timestamp until its prediction is handed to the producer.",
                        UNDER_WAY_SECONDS)
                .labelNames("model_type")
                .register(registry);
        confidence = Summary.builder()
                .name("prediction_confidence")
                .help("Confidence of what was predicted.")
                .labelNames("model_type")
                .quantile(0.5, 0.01)
                .quantile(0.9, 0.01)
                .quantile(0.99, 0.002)
                .register(registry);
        active = gauge("active_predictions", "Requests in work now.").register(registry);
        batchSize = histogram("prediction_batch_size", "Requests asked of a model at once.", BATCH_ROWS)
                .register(registry);
        cacheHits = counter("cache_hits_total", "Forecasts that were known already.", "cache")
                .register(registry)
                .labelValues("forecasts");
        cacheMisses = counter("cache_misses_total", "Forecasts that had to be made.", "cache")
                .register(registry)
                .labelValues("forecasts");
        bars = counter("price_bars_total", "Price bars taken in since the start, those of the restore left out.")
                .register(registry);
        barsRejected = counter(
                        "price_bars_rejected_total",
                        "Price bars refused since the start, those of the restore left out.",
                        "reason")
                .register(registry);
        for (BarRejection reason : BarRejection.values()) {
            barsRejected.initLabelValues(reason.label());
        }
        streamsState = StateSet.builder()
                .name("streams_state")
                .help("State of Kafka Streams.")
                .states(KafkaStreams.State.class)
                .register(registry);
        streamsState(KafkaStreams.State.CREATED);
        threadsFailed = counter("streams_threads_failed_total", "Stream threads that died.")
                .register(registry);
        lastPrediction = gauge("last_prediction_timestamp_seconds", "When a prediction was last written.")
                .register(registry);
    }

    private static Counter.Builder counter(String name, String help, String... labels) {
        return Counter.builder().name(name).help(help).labelNames(labels);
    }

    private static Gauge.Builder gauge(String name, String help) {
        return Gauge.builder().name(name).help(help);
    }

    private static Histogram.Builder histogram(String name, String help, double[] bounds) {
        return Histogram.builder().name(name).help(help).classicUpperBounds(bounds);
    }

    /** Names the models that are served; to be called once, before the first request. */
    public void modelsLoaded(PrometheusRegistry registry, Models loaded) {
        Info info = Info.builder()
                .name("model_info")
                .help("The models that are served.")
                .labelNames("model_type", "version", "sha256")
                .register(registry);
        Gauge loadedAt = gauge("model_load_timestamp_seconds", "When the model was loaded.")
                .labelNames("model_type")
                .register(registry);
        for (Model model : loaded.all()) {
            ModelManifest manifest = model.manifest();
            String type = manifest.id().type();
            info.addLabelValues(type, Integer.toString(manifest.id().version()), manifest.sha256());
            loadedAt.labelValues(type).set(seconds(clock.instant()));
            models.put(
                    type,
                    new ModelSeries(
                            duration.labelValues(type),
                            queue.labelValues(type),
                            endToEnd.labelValues(type),
                            confidence.labelValues(type),
                            new ConcurrentHashMap<>()));
            predictions.initLabelValues(OTHER_TICKERS, type);
        }
    }

    /** Shows the age of the newest price bar; no series while there is none. */
    public void priceAge(PrometheusRegistry registry, Supplier<Optional<Instant>> newestClose) {
        GaugeWithCallback.builder()
                .name("price_age_seconds")
                .help("Age of the newest price bar.")
                .callback(callback ->
                        newestClose.get().ifPresent(close -> callback.call(seconds(clock.instant()) - seconds(close))))
                .register(registry);
    }

    /** A request is in work. */
    public void requestTaken() {
        active.inc();
    }

    /** A request is no longer in work. */
    public void requestDone() {
        active.dec();
    }

    /**
     * A prediction was handed to the producer.
     *
     * @param secondsInWork features and inference, as the request experienced them
     */
    public void predicted(Prediction prediction, double secondsInWork) {
        ModelSeries series = series(prediction);
        series.duration().observe(secondsInWork);
        series.confidence().observe(prediction.confidence());
        predictions(series, prediction.model().type(), prediction.ticker()).inc();
        predicted.inc();
        lastPrediction.set(seconds(clock.instant()));
    }

    /**
     * How long a request was under way until its prediction was handed to the producer.
     *
     * @param secondsInWork features and inference, as the request experienced them
     */
    public void underWay(Prediction prediction, Instant requestTime, double secondsInWork) {
        ModelSeries series = series(prediction);
        double underWay = Math.max(0, seconds(clock.instant()) - seconds(requestTime));
        series.queue().observe(Math.max(0, underWay - secondsInWork));
        series.endToEnd().observe(underWay);
    }

    private ModelSeries series(Prediction prediction) {
        return Objects.requireNonNull(models.get(prediction.model().type()));
    }

    private CounterDataPoint predictions(ModelSeries series, String modelType, Ticker ticker) {
        String label = tickerLabels.getOrDefault(ticker, OTHER_TICKERS);
        CounterDataPoint known = series.predictionsByTicker().get(label);
        return known != null
                ? known
                : series.predictionsByTicker()
                        .computeIfAbsent(label, unknown -> predictions.labelValues(label, modelType));
    }

    /** A request went to the dead letters. */
    public void refused(Refused refused) {
        rejections.labelValues(refused.reason().label()).inc();
        rejected.inc();
    }

    @Override
    public void cacheLookedUp(boolean found) {
        (found ? cacheHits : cacheMisses).inc();
    }

    @Override
    public void modelAsked(int rows) {
        batchSize.observe(rows);
    }

    /** A bar was read; bars read again at the start make their ticker known, but were counted before. */
    public void barTaken(PriceBar bar, boolean restoring) {
        if (tickerLabels.size() < maxTickers
                && tickerLabels.putIfAbsent(bar.ticker(), bar.ticker().symbol()) == null) {
            models.forEach((type, series) -> predictions(series, type, bar.ticker()));
        }
        if (!restoring) {
            bars.inc();
        }
    }

    /** A bar that was refused for the first time. */
    public void barRefused(BarRejection reason) {
        barsRejected.labelValues(reason.label()).inc();
    }

    /** Kafka Streams is in this state now. */
    public void streamsState(KafkaStreams.State now) {
        for (KafkaStreams.State state : KafkaStreams.State.values()) {
            if (state == now) {
                streamsState.setTrue(state.name());
            } else {
                streamsState.setFalse(state.name());
            }
        }
    }

    /** A stream thread died. */
    public void threadFailed() {
        threadsFailed.inc();
    }

    private static double seconds(Instant instant) {
        return instant.getEpochSecond() + instant.getNano() / 1e9;
    }
}
