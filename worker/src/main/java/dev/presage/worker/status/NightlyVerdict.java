package dev.presage.worker.status;

import com.fasterxml.jackson.databind.JsonNode;
import dev.presage.contract.ModelId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the evaluator has said last, as it lies in the Pushgateway.
 *
 * @param lastSuccess when an evaluation last ended well
 * @param lastFailure when one last failed
 * @param windowEnd up to when the figures speak
 * @param models by type and version
 */
record NightlyVerdict(
        Optional<Instant> lastSuccess,
        Optional<Instant> lastFailure,
        Optional<Instant> windowEnd,
        List<ModelVerdict> models) {
    private static final String SESSION = "session";
    private static final String TRAILING = "20_sessions";
    private static final String YEAR = "year";

    NightlyVerdict {
        models = List.copyOf(models);
    }

    /**
     * How good a model was over the trailing 20 sessions; a figure that can't be computed is left out.
     *
     * @param evaluated forecasts whose truth is known
     * @param accuracy share of directions that were right
     * @param lower of the 95 % interval
     * @param upper of the 95 % interval
     * @param expected what the manifest promises
     * @param baseline of always naming the commoner direction of the training window
     * @param year what the alerts go by
     */
    record ModelVerdict(
            ModelId model,
            double evaluated,
            OptionalDouble accuracy,
            OptionalDouble lower,
            OptionalDouble upper,
            OptionalDouble expected,
            OptionalDouble baseline,
            YearsBounds year) {
        /** Whether the alerts would call it bad, and else whether the 20 sessions show that it is good. */
        String inWords() {
            if (year.advantage() < 0) {
                return "worse than the baseline";
            }
            if (year.accuracy() < year.leastExpected()) {
                return "worse than promised";
            }
            if (lower.isEmpty() || baseline.isEmpty()) {
                return "nothing to compare";
            }
            return lower.getAsDouble() > baseline.getAsDouble() ? "better than the baseline" : "no skill shown";
        }
    }

    /**
     * Upper bounds over the year's sessions that hold however often they are looked at; a model that had no forecast in the newest session
     * was replaced, and is not judged by them.
     *
     * @param accuracy at most; 1 if nothing is known
     * @param leastExpected what the manifest promises, less its standard error; 0 if nothing is known
     * @param advantage of the accuracy over the baseline's, at most; 1 if nothing is known
     */
    record YearsBounds(double accuracy, double leastExpected, double advantage) {
        static final YearsBounds UNKNOWN = new YearsBounds(1, 0, 1);
    }

    /**
     * Reads the answer of the Pushgateway's {@code GET /api/v1/metrics}; empty if the evaluator has pushed nothing.
     *
     * @throws IllegalArgumentException if it is none
     */
    static Optional<NightlyVerdict> read(JsonNode answer) {
        return PushedFigures.in(answer)
                .map(figures -> new NightlyVerdict(
                        figures.time("model_evaluator_last_success_timestamp_seconds"),
                        figures.time("model_evaluator_last_failure_timestamp_seconds"),
                        figures.time("model_evaluator_window_end_timestamp_seconds"),
                        figures.models().stream()
                                .map(model -> verdict(figures, model))
                                .toList()));
    }

    private static ModelVerdict verdict(PushedFigures figures, ModelId model) {
        return new ModelVerdict(
                model,
                figures.evaluated(model, TRAILING),
                figures.figure(model, "model_accuracy_ratio", TRAILING),
                figures.figure(model, "model_accuracy_lower_ratio", TRAILING),
                figures.figure(model, "model_accuracy_upper_ratio", TRAILING),
                figures.figure(model, "model_expected_accuracy_ratio", TRAILING),
                figures.figure(model, "model_baseline_accuracy_ratio", TRAILING),
                year(figures, model));
    }

    private static YearsBounds year(PushedFigures figures, ModelId model) {
        if (figures.evaluated(model, SESSION) == 0) {
            return YearsBounds.UNKNOWN;
        }
        double expected =
                figures.figure(model, "model_expected_accuracy_ratio", YEAR).orElse(0);
        double standardError = figures.figure(model, "model_expected_accuracy_standard_error_ratio", YEAR)
                .orElse(expected);
        return new YearsBounds(
                figures.figure(model, "model_accuracy_anytime_upper_ratio", YEAR)
                        .orElse(YearsBounds.UNKNOWN.accuracy()),
                expected - standardError,
                figures.figure(model, "model_advantage_anytime_upper_ratio", YEAR)
                        .orElse(YearsBounds.UNKNOWN.advantage()));
    }
}
