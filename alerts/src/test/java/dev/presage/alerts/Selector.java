package dev.presage.alerts;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What a PromQL expression asks Prometheus for: a metric's name and the labels it must have. */
public record Selector(String metric, List<LabelMatcher> matchers) {
    private static final Pattern ALTERNATIVES = Pattern.compile("[a-zA-Z0-9_-]+(\\|[a-zA-Z0-9_-]+)*");

    public Selector {
        matchers = List.copyOf(matchers);
    }

    /** One condition on a label. */
    public record LabelMatcher(String label, String operator, String value) {
        /** Whether a label of that value meets it. */
        public boolean matches(String actual) {
            boolean equal = operator.endsWith("~") ? actual.matches(value) : actual.equals(value);
            return equal != operator.startsWith("!");
        }
    }

    /** A series that a program exposes or a test puts in. */
    public record Series(String metric, Map<String, String> labels) {}

    /** All selectors of an expression, in their order. */
    public static List<Selector> in(String expr) {
        return new SelectorScanner(expr).selectors();
    }

    /** Whether a series is among what it asks for. */
    public boolean matches(Series series) {
        return metric.equals(series.metric())
                && matchers.stream()
                        .allMatch(matcher -> matcher.matches(series.labels().getOrDefault(matcher.label(), "")));
    }

    /** What it asks of a label. */
    public Optional<LabelMatcher> matcher(String label) {
        return matchers.stream()
                .filter(matcher -> matcher.label().equals(label))
                .findFirst();
    }

    /** This selector without what it asks of that label. */
    public Selector without(String label) {
        return new Selector(
                metric,
                matchers.stream()
                        .filter(matcher -> !matcher.label().equals(label))
                        .toList());
    }

    /** One selector for each value that an alternative like {@code reason=~"a|b"} names: each of them must exist. */
    public Set<Selector> alternatives() {
        Set<Selector> alternatives = Set.of(this);
        for (LabelMatcher matcher : matchers) {
            if (matcher.operator().equals("=~")
                    && ALTERNATIVES.matcher(matcher.value()).matches()) {
                Set<Selector> expanded = new HashSet<>();
                for (Selector selector : alternatives) {
                    for (String value : matcher.value().split("\\|", -1)) {
                        List<LabelMatcher> exact = new ArrayList<>(
                                selector.without(matcher.label()).matchers());
                        exact.add(new LabelMatcher(matcher.label(), "=", value));
                        expanded.add(new Selector(metric, exact));
                    }
                }
                alternatives = expanded;
            }
        }
        return alternatives;
    }

    @Override
    public String toString() {
        List<String> conditions = matchers.stream()
                .map(matcher -> matcher.label() + matcher.operator() + '"' + matcher.value() + '"')
                .toList();
        return metric + "{" + String.join(", ", conditions) + "}";
    }
}
