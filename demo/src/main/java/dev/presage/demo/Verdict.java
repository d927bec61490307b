package dev.presage.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the evaluator's report says of each model over the sessions that were asked for.
 *
 * @param models by type and version
 */
record Verdict(List<OfModel> models) {
    private static final int SCHEMA_VERSION = 2;

    /**
     * Of one model.
     *
     * @param evaluated forecasts whose truth is known
     * @param accuracy what was measured; empty if nothing could be
     */
    record OfModel(String type, int version, String majority, long evaluated, Optional<Accuracy> accuracy) {}

    /**
     * Shares of forecasts whose direction was right, 0 to 1.
     *
     * @param ratio the model's
     * @param lower end of the 95 % interval
     * @param upper end of the 95 % interval
     * @param baseline of always naming the direction that was commoner in training
     * @param expected what the model's manifest promises
     */
    record Accuracy(double ratio, double lower, double upper, double baseline, double expected) {
        /** In words: is the model better than no model? */
        String inWords() {
            if (upper < baseline) {
                return "worse than that: no skill, don't rely on it";
            }
            return lower > baseline ? "better than that" : "not to be told from that: no skill is shown";
        }
    }

    Verdict {
        models = List.copyOf(models);
    }

    /** Reads {@code report.json}. */
    static Verdict read(Path report) throws IOException {
        JsonNode json = new JsonMapper().readTree(Files.readAllBytes(report));
        if (json.path("schema_version").asInt() != SCHEMA_VERSION) {
            throw new IOException(
                    report + ": schema_version is " + json.path("schema_version") + ", expected " + SCHEMA_VERSION);
        }
        List<OfModel> models = new ArrayList<>();
        for (JsonNode model : json.required("models")) {
            models.add(ofModel(model));
        }
        return new Verdict(models);
    }

    private static OfModel ofModel(JsonNode model) {
        JsonNode figures = model.required("windows").required("session");
        JsonNode measures = figures.required("measures");
        Optional<Accuracy> accuracy = measures.has("accuracy_ratio")
                ? Optional.of(new Accuracy(
                        measures.required("accuracy_ratio").asDouble(),
                        measures.required("accuracy_lower_ratio").asDouble(),
                        measures.required("accuracy_upper_ratio").asDouble(),
                        measures.required("baseline_accuracy_ratio").asDouble(),
                        model.required("expected_accuracy_ratio").asDouble()))
                : Optional.empty();
        return new OfModel(
                model.required("model_type").asText(),
                model.required("model_version").asInt(),
                model.required("majority_direction").asText(),
                figures.required("forecasts").required("evaluated").asLong(),
                accuracy);
    }

    /** Forecasts of all models whose truth is known. */
    long evaluated() {
        return models.stream().mapToLong(OfModel::evaluated).sum();
    }

    /** The share of directions that a model got right. */
    Optional<Double> accuracy(String modelType) {
        return models.stream()
                .filter(model -> model.type().equals(modelType))
                .flatMap(model -> model.accuracy().stream())
                .map(Accuracy::ratio)
                .findFirst();
    }

    /** For a person: a paragraph for each model. */
    String text(String span) {
        StringBuilder text = new StringBuilder("Verdict over " + span + ":");
        for (OfModel model : models) {
            text.append("\n  model ")
                    .append(model.type())
                    .append(" version ")
                    .append(model.version())
                    .append(": ");
            text.append(
                    model.accuracy().map(accuracy -> text(model, accuracy)).orElse("no forecast whose truth is known"));
        }
        return text.toString();
    }

    private static String text(OfModel model, Accuracy accuracy) {
        return String.format(
                Locale.ROOT,
                """
                %d forecasts, %.1f %% of directions right (between %.1f and %.1f, 95 %% sure); promised were %.1f %%.
                    Always saying "%s" would have been right %.1f %% of the time, so the model is %s.""",
                model.evaluated(),
                100 * accuracy.ratio(),
                100 * accuracy.lower(),
                100 * accuracy.upper(),
                100 * accuracy.expected(),
                model.majority(),
                100 * accuracy.baseline(),
                accuracy.inWords());
    }
}
