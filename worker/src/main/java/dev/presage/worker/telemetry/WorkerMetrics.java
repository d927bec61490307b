package dev.presage.worker.telemetry;

import dev.presage.contract.ModelManifest;
import dev.presage.contract.PriceBar;
import dev.presage.inference.Model;
import dev.presage.worker.answer.Answer;
import dev.presage.worker.answer.Answer.Predicted;
import dev.presage.worker.answer.Answer.Refused;
import dev.presage.worker.answer.Reason;
import dev.presage.worker.gather.GatheredRequest;
import dev.presage.worker.model.Models;
import dev.presage.worker.predict.PredictionProcessor.Work;
import dev.presage.worker.predict.Predictor.PredictionListener;
import dev.presage.worker.window.BarRejection;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.core.metrics.StateSet;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.apache.kafka.streams.KafkaStreams;

/** Every metric of the worker, those by model in {@link ModelMetrics}. Label values that are known start at zero, so that {@code rate()} sees their first increment. */
public final class WorkerMetrics implements PredictionListener {
    private static final double[] BATCH_ROWS = {1, 2, 4, 8, 16, 32, 64, 128, 256};

    private final Clock clock;
    private final ModelMetrics models;
    private final CounterDataPoint predicted;
    private final CounterDataPoint rejected;
    private final Counter rejections;
    private final LongAdder active = new LongAdder();
    private final Histogram batchSize;
    private final CounterDataPoint cacheHits;
    private final CounterDataPoint cacheMisses;
    private final Counter bars;
    private final Counter barsRejected;
    private final StateSet streamsState;
    private final Counter threadsFailed;
    private volatile long lastPredictionMillis;

    /**
     * @param maxTickers tickers that get a label of their own; the rest count under {@code other}
     */
    public WorkerMetrics(PrometheusRegistry registry, Clock clock, int maxTickers) {
        this.clock = clock;
        this.models = new ModelMetrics(registry, clock, maxTickers);
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
        gauge(
                        "active_predictions",
                        "Requests in work now, those that wait to be answered together included.",
                        () -> active.sum())
                .register(registry);
        batchSize = histogram("prediction_batch_size", "Requests asked of a model at once.", BATCH_ROWS)
                .classicOnly()
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
        gauge(
                        "last_prediction_timestamp_seconds",
                        "When a prediction was last written.",
                        () -> lastPredictionMillis / 1e3)
                .register(registry);
    }

    static Counter.Builder counter(String name, String help, String... labels) {
        return Counter.builder().name(name).help(help).labelNames(labels);
    }

    private static Gauge.Builder gauge(String name, String help) {
        return Gauge.builder().name(name).help(help);
    }

    private static GaugeWithCallback.Builder gauge(String name, String help, DoubleSupplier value) {
        return GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()));
    }

    static Histogram.Builder histogram(String name, String help, double[] bounds) {
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
            models.served(type);
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

    /** One more request waits or is in work. */
    public void requestGathered() {
        active.increment();
    }

    /** So many requests are no longer in work. */
    public void requestsEnded(int requests) {
        active.add(-requests);
    }

    /** They were answered together, each as the answer at the same place says. Returns how many were refused. */
    public int answered(List<GatheredRequest> requests, List<Answer> answers, Work work) {
        ModelMetrics.Batch batch = models.batch(work);
        int predictions = 0;
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i) instanceof Predicted prediction) {
                batch.predicted(prediction.forecast(), requests.get(i).time());
                predictions++;
            } else {
                refused((Refused) answers.get(i));
            }
        }
        batch.end();
        if (predictions > 0) {
            predicted.inc(predictions);
            lastPredictionMillis = work.endMillis();
        }
        return answers.size() - predictions;
    }

    private void refused(Refused refused) {
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
        models.tickerSeen(bar.ticker());
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
