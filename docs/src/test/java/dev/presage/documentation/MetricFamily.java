package dev.presage.documentation;

import dev.presage.alerts.Repository;
import dev.presage.alerts.Selector;
import dev.presage.alerts.Selector.LabelMatcher;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * A metric of a page that a program showed Prometheus.
 *
 * @param values of each label, in the order of the page
 */
record MetricFamily(String name, String type, String help, Map<String, Set<String>> values) {

    /**
     * All of a page, in its order.
     *
     * @param origin who writes the page, for the sentence that says that there is none
     */
    static List<MetricFamily> read(String page, String origin) {
        Path file = Repository.file(page);
        if (!Files.exists(file)) {
            throw new IllegalStateException(page + " is missing: " + origin + " writes it (`make docs`, `make test`)");
        }
        List<MetricFamily> families = new ArrayList<>();
        String help = "";
        for (String line : Repository.read(file).lines().toList()) {
            String[] words = line.split(" ", 4);
            if (line.startsWith("# HELP ")) {
                help = words.length < 4 ? "" : words[3];
            } else if (line.startsWith("# TYPE ")) {
                families.add(new MetricFamily(words[2], words[3], help, new TreeMap<>()));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                families.get(families.size() - 1).add(line);
            }
        }
        return families;
    }

    private void add(String series) {
        Selector selector = Selector.in(series).get(0);
        if (!selector.metric().startsWith(name)) {
            throw new IllegalArgumentException(series + " stands below the metric " + name);
        }
        for (LabelMatcher label : selector.matchers()) {
            values.computeIfAbsent(label.label(), unused -> new LinkedHashSet<>())
                    .add(label.value());
        }
    }
}
