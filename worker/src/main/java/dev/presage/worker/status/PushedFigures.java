package dev.presage.worker.status;

import com.fasterxml.jackson.databind.JsonNode;
import dev.presage.contract.ModelId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedSet;
import java.util.TreeSet;

/** The evaluator's group of metrics, as the Pushgateway's {@code GET /api/v1/metrics} tells of it. */
final class PushedFigures {
    private static final String JOB = "model-evaluator";
    private static final String FORECASTS = "model_forecasts";

    private final JsonNode group;

    private PushedFigures(JsonNode group) {
        this.group = group;
    }

    /**
     * Finds the group; empty if the evaluator has pushed nothing.
     *
     * @throws IllegalArgumentException if it is no answer of a Pushgateway
     */
    static Optional<PushedFigures> in(JsonNode answer) {
        if (!answer.path("data").isArray()) {
            throw new IllegalArgumentException("it answers with no list of metrics");
        }
        for (JsonNode group : answer.get("data")) {
            if (group.path("labels").size() == 1
                    && group.at("/labels/job").asText().equals(JOB)) {
                return Optional.of(new PushedFigures(group));
            }
        }
        return Optional.empty();
    }

    Optional<Instant> time(String metric) {
        JsonNode series = group.at("/" + metric + "/metrics/0");
        return series.isMissingNode()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochMilli((long) (1000 * number(series))));
    }

    /** Every model that is told of. */
    SortedSet<ModelId> models() {
        SortedSet<ModelId> models = new TreeSet<>();
        group.at("/" + FORECASTS + "/metrics").forEach(series -> models.add(model(series)));
        return models;
    }

    /** A figure of a model; empty if it could not be computed. */
    OptionalDouble figure(ModelId model, String metric, String window) {
        return value(model, metric, Map.of("window", window));
    }

    /** How many forecasts of a model were evaluated. */
    double evaluated(ModelId model, String window) {
        return value(model, FORECASTS, Map.of("window", window, "state", "evaluated"))
                .orElse(0);
    }

    private OptionalDouble value(ModelId model, String metric, Map<String, String> labels) {
        for (JsonNode series : group.at("/" + metric + "/metrics")) {
            JsonNode told = series.path("labels");
            if (model(series).equals(model)
                    && labels.entrySet().stream()
                            .allMatch(
                                    label -> told.path(label.getKey()).asText().equals(label.getValue()))) {
                return OptionalDouble.of(number(series));
            }
        }
        return OptionalDouble.empty();
    }

    private static ModelId model(JsonNode series) {
        JsonNode labels = series.path("labels");
        return new ModelId(
                labels.path("model_type").asText(), labels.path("model_version").asInt());
    }

    private static double number(JsonNode series) {
        String value = series.path("value").asText();
        double number = Double.parseDouble(value);
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException("a figure is " + value + ", expected a finite number");
        }
        return number;
    }
}
