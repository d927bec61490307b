package dev.presage.worker.status;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What the evaluator has said last, as it lies in the Pushgateway.
 *
 * @param lastSuccess when an evaluation last ended well
 * @param lastFailure when one last failed
 * @param windowEnd up to when the figures speak
 * @param models by type and version, over the trailing 20 sessions
 */
record NightlyVerdict(
        Optional<Instant> lastSuccess,
        Optional<Instant> lastFailure,
        Optional<Instant> windowEnd,
        List<ModelVerdict> models) {
    private static final String JOB = "model-evaluator";
    private static final String WINDOW = "20_sessions";

    NightlyVerdict {
        models = List.copyOf(models);
    }

    /**
     * How good a model was; a figure that can't be computed is left out.
     *
     * @param model type and version, such as {@code normal/1}
     * @param evaluated forecasts whose truth is known
     * @param accuracy share of directions that were right
     * @param lower of the 95 % interval
     * @param upper of the 95 % interval
     * @param expected what the manifest promises
     * @param baseline of always naming the commoner direction of the training window
     */
    record ModelVerdict(
            String model,
            double evaluated,
            OptionalDouble accuracy,
            OptionalDouble lower,
            OptionalDouble upper,
            OptionalDouble expected,
            OptionalDouble baseline) {
        /** What the interval says of the model against the baseline. */
        String inWords() {
            if (lower.isEmpty() || upper.isEmpty() || baseline.isEmpty()) {
                return "nothing to compare";
            }
            if (upper.getAsDouble() < baseline.getAsDouble()) {
                return "worse than the baseline";
            }
            return lower.getAsDouble() > baseline.getAsDouble() ? "better than the baseline" : "no skill shown";
        }
    }

    /**
     * Reads the answer of the Pushgateway's {@code GET /api/v1/metrics}; empty if the evaluator has pushed nothing.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Optional<NightlyVerdict> read(JsonNode answer) {
        if (!answer.path("data").isArray()) {
            throw new IllegalArgumentException("it answers with no list of metrics");
        }
        for (JsonNode group : answer.get("data")) {
            if (group.path("labels").size() == 1
                    && group.at("/labels/job").asText().equals(JOB)) {
                return Optional.of(new NightlyVerdict(
                        time(group, "model_evaluator_last_success_timestamp_seconds"),
                        time(group, "model_evaluator_last_failure_timestamp_seconds"),
                        time(group, "model_evaluator_window_end_timestamp_seconds"),
                        models(group)));
            }
        }
        return Optional.empty();
    }

    private static Optional<Instant> time(JsonNode group, String metric) {
        JsonNode series = group.at("/" + metric + "/metrics/0");
        return series.isMissingNode()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli((long) (1000 * number(series))));
    }

    private static double number(JsonNode series) {
        String value = series.path("value").asText();
        double number = Double.parseDouble(value);
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("a figure is " + value + ", expected a finite number");
        }
        return number;
    }

    private static List<ModelVerdict> models(JsonNode group) {
        Map<String, Double> evaluated = byModel(group, "model_forecasts", "evaluated");
        Map<String, Double> accuracy = byModel(group, "model_accuracy_ratio", "");
        Map<String, Double> lower = byModel(group, "model_accuracy_lower_ratio", "");
        Map<String, Double> upper = byModel(group, "model_accuracy_upper_ratio", "");
        Map<String, Double> expected = byModel(group, "model_expected_accuracy_ratio", "");
        Map<String, Double> baseline = byModel(group, "model_baseline_accuracy_ratio", "");
        List<ModelVerdict> models = new ArrayList<>();
        evaluated.forEach((model, forecasts) -> models.add(new ModelVerdict(
                model,
                forecasts,
                figure(accuracy, model),
                figure(lower, model),
                figure(upper, model),
                figure(expected, model),
                figure(baseline, model))));
        return models;
    }

    private static OptionalDouble figure(Map<String, Double> figures, String model) {
        Double figure = figures.get(model);
        return figure == null ? OptionalDouble.empty() : OptionalDouble.of(figure);
    }

    /** Of the window, or without any. */
    private static Map<String, Double> byModel(JsonNode group, String metric, String state) {
        Map<String, Double> values = new TreeMap<>();
        for (JsonNode series : group.at("/" + metric + "/metrics")) {
            JsonNode labels = series.path("labels");
            if (labels.path("window").asText(WINDOW).equals(WINDOW)
                    && labels.path("state").asText("").equals(state)) {
                values.put(
                        labels.path("model_type").asText() + "/"
                                + labels.path("model_version").asText(),
                        number(series));
            }
        }
        return values;
    }
}
