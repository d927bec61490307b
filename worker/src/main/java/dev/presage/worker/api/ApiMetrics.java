package dev.presage.worker.api;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Collection;
import java.util.Set;
import java.util.function.IntSupplier;

/** Every metric of the API. Labels are bounded: endpoints are routes, not paths, and label values that are known start at zero, so that {@code rate()} sees their first increment. */
final class ApiMetrics {
    /** The endpoint of what matches no route. */
    static final String UNMATCHED = "unmatched";

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final double[] SECONDS = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5};

    private final Counter requests;
    private final Histogram duration;
    private final PrometheusRegistry registry;
    private final Counter errors;

    /** @param routes as they are shown */
    ApiMetrics(PrometheusRegistry registry, Collection<String> routes) {
        this.registry = registry;
        requests = Counter.builder()
                .name("http_requests_total")
                .help("Requests over HTTP that were answered.")
                .labelNames("method", "endpoint", "status")
                .register(registry);
        duration = Histogram.builder()
                .name("http_request_duration_seconds")
                .help("From the first look at a request to the last byte of its answer.")
                .labelNames("method", "endpoint")
                .classicOnly()
                .classicUpperBounds(SECONDS)
                .register(registry);
        errors = Counter.builder()
                .name("api_errors_total")
                .help("Requests over HTTP that got a problem for an answer.")
                .labelNames("error_type")
                .register(registry);
        for (String route : routes) {
            for (String status : new String[] {"200", "500", "503"}) {
                requests.initLabelValues("GET", route, status);
            }
            duration.initLabelValues("GET", route);
        }
        for (ProblemType type : ProblemType.values()) {
            errors.initLabelValues(type.label());
        }
    }

    /** Shows how many are worked on; to be called once. */
    void inFlight(IntSupplier now) {
        GaugeWithCallback.builder()
                .name("api_requests_in_flight")
                .help("Requests over HTTP that are worked on now, this one included.")
                .callback(callback -> callback.call(now.getAsInt()))
                .register(registry);
    }

    /**
     * One was answered.
     *
     * @param endpoint its route, or {@link #UNMATCHED}
     */
    void answered(String method, String endpoint, int status, double seconds) {
        String known = METHODS.contains(method) ? method : "other";
        requests.labelValues(known, endpoint, Integer.toString(status)).inc();
        duration.labelValues(known, endpoint).observe(seconds);
    }

    /** What can't be read is no request of anything. */
    void refused(int status) {
        requests.labelValues("other", UNMATCHED, Integer.toString(status)).inc();
    }

    /** One was answered with a problem. */
    void problem(ProblemType type) {
        errors.labelValues(type.label()).inc();
    }
}
