package dev.presage.alerts;

import dev.presage.alerts.Selector.LabelMatcher;
import dev.presage.alerts.Selector.Series;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A page that a running program showed Prometheus, as it was captured. */
record MetricsPage(String name, List<Series> series) {

    /**
     * @param job under which Prometheus scrapes the page; a job that the page itself names is honoured
     * @throws IllegalStateException if there is no such page, in one sentence that says where it comes from
     */
    static MetricsPage read(Path file, String job, String origin) {
        String name = Repository.name(file);
        if (!Files.exists(file)) {
            throw new IllegalStateException(name + " is missing: " + origin);
        }
        List<Series> series = Repository.read(file)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> series(line, job))
                .toList();
        if (series.isEmpty()) {
            throw new IllegalStateException(name + " shows no series: " + origin);
        }
        return new MetricsPage(name, series);
    }

    private static Series series(String line, String job) {
        Selector selector = Selector.in(line).get(0);
        Map<String, String> labels = new HashMap<>(Map.of("job", job));
        for (LabelMatcher label : selector.matchers()) {
            labels.put(label.label(), label.value());
        }
        return new Series(selector.metric(), labels);
    }

    boolean shows(Selector selector) {
        return series.stream().anyMatch(selector::matches);
    }
}
