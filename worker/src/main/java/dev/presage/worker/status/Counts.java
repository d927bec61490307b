package dev.presage.worker.status;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the worker had counted up to some time; the same that Prometheus is shown.
 *
 * @param at when
 * @param requests by outcome
 * @param rejections by reason
 * @param histograms durations in seconds, by name
 */
record Counts(
        Instant at, Map<String, Double> requests, Map<String, Double> rejections, Map<String, Buckets> histograms) {
    static final String END_TO_END = "prediction_end_to_end_seconds";
    static final String QUEUE = "prediction_queue_seconds";
    static final String IN_WORK = "prediction_duration_seconds";

    private static final String REQUESTS = "prediction_requests";
    private static final String REJECTIONS = "prediction_rejections";
    private static final Set<String> NAMES = Set.of(REQUESTS, REJECTIONS, END_TO_END, QUEUE, IN_WORK);

    Counts {
        requests = Map.copyOf(requests);
        rejections = Map.copyOf(rejections);
        histograms = Map.copyOf(histograms);
    }

    static Counts read(PrometheusRegistry registry, Instant at) {
        Map<String, Double> requests = new HashMap<>();
        Map<String, Double> rejections = new HashMap<>();
        Map<String, Buckets> histograms = new HashMap<>();
        for (MetricSnapshot metric : registry.scrape(NAMES::contains)) {
            String name = metric.getMetadata().getPrometheusName();
            if (metric instanceof HistogramSnapshot histogram) {
                histograms.put(name, Buckets.of(histogram));
            } else if (metric instanceof CounterSnapshot counter) {
                String label = name.equals(REQUESTS) ? "outcome" : "reason";
                Map<String, Double> counts = name.equals(REQUESTS) ? requests : rejections;
                counter.getDataPoints()
                        .forEach(point -> counts.put(point.getLabels().get(label), point.getValue()));
            }
        }
        return new Counts(at, requests, rejections, histograms);
    }

    double predicted() {
        return requests.getOrDefault("predicted", 0.0);
    }

    double rejected() {
        return requests.getOrDefault("rejected", 0.0);
    }

    Buckets histogram(String name) {
        Buckets histogram = histograms.get(name);
        if (histogram == null) {
            throw new IllegalStateException("there is no histogram " + name);
        }
        return histogram;
    }
}
