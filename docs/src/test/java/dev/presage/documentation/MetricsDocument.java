package dev.presage.documentation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** {@code docs/metrics.md}: what the pages show that the tests' real runs wrote. */
final class MetricsDocument {
    /** Labels whose values are known beforehand: all of them are told. */
    private static final Set<String> KNOWN_VALUES = Set.of(
            "cache",
            "endpoint",
            "error_type",
            "method",
            "outcome",
            "quantile",
            "reason",
            "state",
            "streams_state",
            "window");

    /** What Prometheus or the Pushgateway adds. */
    private static final Set<String> OF_THE_SCRAPE = Set.of("job", "instance");

    private static final Predicate<MetricFamily> OF_JAVA =
            family -> family.name().startsWith("jvm_") || family.name().startsWith("process_");

    private MetricsDocument() {}

    static Document make() {
        List<MetricFamily> worker = MetricFamily.read("acceptance/target/metrics.prom", "WorkerIT of acceptance");
        List<MetricFamily> api = MetricFamily.read("acceptance/target/api-metrics.prom", "WorkerIT of acceptance");
        List<MetricFamily> evaluator =
                MetricFamily.read("batch-evaluator/target/metrics.prom", "EvaluatorIT of batch-evaluator");
        String text = "# Metrics\n\n" + Document.NOTICE
                + """
                What the programs show Prometheus, as they showed it in the tests' last run. Units are in the names: seconds, bytes, ratios from 0 to 1, US dollars.
                A counter ends in `_total` and is asked for by `rate` or `increase`. Where the values of a counter's label stand here, all of them are there from the start,
                at zero, so that the first increment counts. [queries.md](queries.md) has queries to begin with, [alerts.md](alerts.md) what fires on them.

                ## Worker

                `:8000/metrics`, scrape job `prediction-worker`. At most `WORKER_METRICS_MAX_TICKERS` tickers have a label of their own; the rest are `other`.

                %s
                And `jvm_…` and `process_…`: memory, garbage collection, threads, classes, processor time and start time, as
                [Prometheus' library for Java](https://prometheus.github.io/client_java/instrumentation/jvm/) has them.

                ## Prediction API

                `:5000/metrics`, scrape job `prediction-api`. `endpoint` is the route, not the path. `status` is 200, 500 and 503 from the start, others once they occur.

                %s
                ## Batch evaluator

                Pushed to the Pushgateway under job `model-evaluator`, and scraped from there with that job. `window` is the session that was evaluated, the
                trailing 20 sessions, or its year's: [verdict.md](verdict.md) says what they tell. A figure that can't be computed is left out, never NaN; `model_forecasts` says why. Beside
                them the Pushgateway shows `push_time_seconds` and `push_failure_time_seconds` of the job.

                %s"""
                        .formatted(
                                table(worker, OF_JAVA.negate()),
                                table(api, OF_JAVA.negate()),
                                table(evaluator, family -> family.name().startsWith("model_")));
        if (worker.stream().noneMatch(OF_JAVA)) {
            throw new IllegalStateException("the worker shows none of Java's metrics, which docs/metrics.md promises");
        }
        return new Document("docs/metrics.md", text);
    }

    private static String table(List<MetricFamily> page, Predicate<MetricFamily> which) {
        List<String> rows = page.stream()
                .filter(which)
                .map(family -> "| `" + family.name() + "` | " + family.type() + " | " + labels(family) + " | "
                        + family.help().replace("|", "\\|") + " |\n")
                .toList();
        if (rows.isEmpty()) {
            throw new IllegalStateException("the page shows none of its program's metrics");
        }
        return "| metric | type | labels | what it says |\n|---|---|---|---|\n" + String.join("", rows);
    }

    private static String labels(MetricFamily family) {
        List<String> labels = new ArrayList<>();
        for (Map.Entry<String, Set<String>> label : family.values().entrySet()) {
            if (label.getKey().equals("le")) {
                labels.add("bounds " + String.join(", ", label.getValue()));
            } else if (KNOWN_VALUES.contains(label.getKey())) {
                labels.add("`" + label.getKey() + "`: " + values(label.getValue()));
            } else if (!OF_THE_SCRAPE.contains(label.getKey())) {
                labels.add("`" + label.getKey() + "`");
            }
        }
        return String.join("; ", labels);
    }

    private static String values(Set<String> values) {
        return values.stream().map(value -> "`" + value + "`").collect(Collectors.joining(", "));
    }
}
