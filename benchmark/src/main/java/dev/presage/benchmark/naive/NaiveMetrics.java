package dev.presage.benchmark.naive;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.core.metrics.Summary;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** Every series looked up by its labels each time, every distribution a summary with quantiles. */
final class NaiveMetrics {
    private final Counter requests;
    private final Counter predictions;
    private final Gauge active;
    private final Gauge last;
    private final Summary duration;
    private final Summary queue;
    private final Summary endToEnd;
    private final Summary confidence;

    NaiveMetrics(PrometheusRegistry registry) {
        requests = Counter.builder()
                .name("prediction_requests_total")
                .labelNames("outcome")
                .register(registry);
        predictions = Counter.builder()
                .name("predictions_total")
                .labelNames("ticker", "model_type")
                .register(registry);
        active = Gauge.builder().name("active_predictions").register(registry);
        last = Gauge.builder().name("last_prediction_timestamp_seconds").register(registry);
        duration = summary("prediction_duration_seconds").register(registry);
        queue = summary("prediction_queue_seconds").register(registry);
        endToEnd = summary("prediction_end_to_end_seconds").register(registry);
        confidence = summary("prediction_confidence").register(registry);
    }

    private static Summary.Builder summary(String name) {
        return Summary.builder()
                .name(name)
                .labelNames("model_type")
                .quantile(0.5, 0.01)
                .quantile(0.9, 0.01)
                .quantile(0.99, 0.001);
    }

    void taken() {
        active.inc();
    }

    void predicted(Messages.Forecast forecast, double secondsInWork) {
        String model = forecast.modelType();
        double underWay = (System.currentTimeMillis() - forecast.asOf().toEpochMilli()) / 1000.0;
        requests.labelValues("predicted").inc();
        predictions.labelValues(forecast.ticker(), model).inc();
        duration.labelValues(model).observe(secondsInWork);
        queue.labelValues(model).observe(Math.max(0, underWay - secondsInWork));
        endToEnd.labelValues(model).observe(underWay);
        confidence.labelValues(model).observe(forecast.confidence());
        last.set(System.currentTimeMillis() / 1000.0);
        active.dec();
    }

    void refused() {
        requests.labelValues("rejected").inc();
        active.dec();
    }
}
