package dev.presage.evaluator.publish.page;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measures and counts of a report, as a person names them. One that came after this was written is told by its label. */
final class MeasureNames {
    private static final Map<String, String> NAMES = new LinkedHashMap<>();

    static {
        NAMES.put("evaluated", "forecasts evaluated");
        NAMES.put("pending", "… whose truth is not there yet");
        NAMES.put("missing_truth", "… whose truth never came");
        NAMES.put("hindsight", "… made after the truth");
        NAMES.put("suspect", "… left out for a suspect bar");
        NAMES.put("accuracy_ratio", "directions right");
        NAMES.put("accuracy_lower_ratio", "… at least (95 % sure)");
        NAMES.put("accuracy_upper_ratio", "… at most (95 % sure)");
        NAMES.put("effective_forecasts", "… worth so many independent forecasts");
        NAMES.put("accuracy_anytime_upper_ratio", "… at most, however often one looks");
        NAMES.put("baseline_accuracy_ratio", "right, had it always named the commoner direction");
        NAMES.put("advantage_anytime_upper_ratio", "… better than that by at most, however often one looks");
        NAMES.put("skill_ratio", "less error than “the price does not change”");
        NAMES.put("mean_absolute_error_usd", "mean error of the price");
        NAMES.put("root_mean_squared_error_usd", "root of the mean squared error");
        NAMES.put("bias_usd", "mean of forecast minus truth");
        NAMES.put("mean_absolute_percentage_error_ratio", "mean error, of the true price");
        NAMES.put("brier_score", "Brier score of the confidence (0 is best)");
        NAMES.put("brier_reliability_score", "… what wrong confidences add");
        NAMES.put("brier_resolution_score", "… what telling sure from unsure takes off");
        NAMES.put("brier_uncertainty_score", "… what one confidence for all would have scored");
        NAMES.put("calibration_error_ratio", "confidence and share right differ by");
        NAMES.put("calibration_error_lower_ratio", "… differ by at least (95 % sure)");
        NAMES.put("calibration_error_upper_ratio", "… differ by at most (95 % sure)");
    }

    private MeasureNames() {}

    static String name(String label) {
        String name = NAMES.get(label);
        return name == null ? label.replace('_', ' ') : name;
    }

    /** The labels in the order in which they are told, those that are not known here last. */
    static List<String> inOrder(Collection<String> labels) {
        List<String> ordered = new ArrayList<>(NAMES.keySet());
        ordered.retainAll(labels);
        labels.stream().filter(label -> !ordered.contains(label)).distinct().forEach(ordered::add);
        return ordered;
    }

    /** With the unit that ends the label: counts have none, and of forecasts there may be a part. */
    static String value(String label, @Nullable Double value) {
        if (label.endsWith("_ratio")) {
            String number = Words.percentNumber(value, label.contains("percentage") ? 2 : 1);
            return number.equals(Words.UNKNOWN) ? number : number + "\u00a0%";
        }
        if (label.endsWith("_usd")) {
            String number = Words.number(value, 3);
            return number.equals(Words.UNKNOWN) ? number : number + "\u00a0USD";
        }
        if (label.endsWith("_forecasts")) {
            return Words.number(value, 1);
        }
        if (value == null || label.endsWith("_score") || value != Math.rint(value) || Math.abs(value) > 1e15) {
            return Words.number(value, 4);
        }
        return Words.count(value.longValue());
    }
}
