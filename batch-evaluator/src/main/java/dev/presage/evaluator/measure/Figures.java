package dev.presage.evaluator.measure;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The verdict on one model over one window.
 *
 * @param forecasts how many in each state
 * @param answers predictions behind the forecasts that ended; at least as many
 * @param referencesCorrected forecasts whose reference bar's close is not what the model was told, on one answer at least
 * @param referencesAbsent forecasts whose reference bar is not among the prices
 * @param measures finite; a measure that can't be computed is absent, and all are if nothing was evaluated
 */
public record Figures(
        Map<ForecastState, Long> forecasts,
        long answers,
        long referencesCorrected,
        long referencesAbsent,
        Map<Measure, Double> measures) {
    public Figures {
        forecasts = Collections.unmodifiableMap(new EnumMap<>(forecasts));
        EnumMap<Measure, Double> finite = new EnumMap<>(Measure.class);
        measures.forEach((measure, value) -> {
            if (Double.isFinite(value)) {
                finite.put(measure, value);
            }
        });
        measures = Collections.unmodifiableMap(finite);
    }

    /** The same with two more measures, as far as they are known. */
    Figures with(Measure one, Optional<Double> value, Measure other, Optional<Double> otherValue) {
        Map<Measure, Double> more = new EnumMap<>(Measure.class);
        more.putAll(measures);
        value.ifPresent(known -> more.put(one, known));
        otherValue.ifPresent(known -> more.put(other, known));
        return new Figures(forecasts, answers, referencesCorrected, referencesAbsent, more);
    }

    /** How many forecasts are in a state. */
    public long count(ForecastState state) {
        return forecasts.getOrDefault(state, 0L);
    }
}
