package dev.presage.evaluator.measure;

import dev.presage.contract.ModelManifest.Direction;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

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
        measures = Collections.unmodifiableMap(new EnumMap<>(measures));
    }

    static Figures of(Tally tally, long pending, Direction majority) {
        Map<ForecastState, Long> forecasts = new EnumMap<>(ForecastState.class);
        forecasts.put(ForecastState.EVALUATED, tally.evaluated);
        forecasts.put(ForecastState.PENDING, pending);
        forecasts.put(ForecastState.MISSING_TRUTH, tally.missingTruth);
        forecasts.put(ForecastState.HINDSIGHT, tally.hindsight);
        Map<Measure, Double> measures = new EnumMap<>(Measure.class);
        if (tally.evaluated > 0) {
            putDirections(measures, tally.sums, tally.evaluated, majority);
            putErrors(measures, tally.sums, tally.evaluated);
            putConfidence(measures, tally.sums);
        }
        measures.values().removeIf(value -> !Double.isFinite(value));
        return new Figures(forecasts, tally.answers, tally.referencesCorrected, tally.referencesAbsent, measures);
    }

    private static void putDirections(Map<Measure, Double> measures, ScoreSums sums, long n, Direction majority) {
        double accuracy = sums.right.value() / n;
        WilsonInterval bounds = WilsonInterval.of(accuracy, (double) n);
        double alwaysUp = sums.up.value() / n;
        measures.put(Measure.ACCURACY_RATIO, accuracy);
        measures.put(Measure.ACCURACY_LOWER_RATIO, bounds.lower());
        measures.put(Measure.ACCURACY_UPPER_RATIO, bounds.upper());
        measures.put(Measure.BASELINE_ACCURACY_RATIO, majority == Direction.UP ? alwaysUp : 1 - alwaysUp);
    }

    private static void putErrors(Map<Measure, Double> measures, ScoreSums sums, long n) {
        double absoluteError = sums.absoluteError.value();
        measures.put(Measure.SKILL_RATIO, 1 - absoluteError / sums.unchangedError.value());
        measures.put(Measure.MEAN_ABSOLUTE_ERROR_USD, absoluteError / n);
        measures.put(Measure.ROOT_MEAN_SQUARED_ERROR_USD, Math.sqrt(sums.squaredError.value() / n));
        measures.put(Measure.BIAS_USD, sums.error.value() / n);
        measures.put(Measure.MEAN_ABSOLUTE_PERCENTAGE_ERROR_RATIO, sums.relativeError.value() / n);
    }

    private static void putConfidence(Map<Measure, Double> measures, ScoreSums sums) {
        ExactSum decided = new ExactSum();
        ExactSum missed = new ExactSum();
        for (int i = 0; i < ScoreSums.BINS; i++) {
            ScoreSums.Bin bin = sums.bin(i);
            if (bin != null) {
                decided.merge(bin.weight);
                missed.add(Math.abs(bin.right.value() - bin.confidence.value()));
            }
        }
        measures.put(Measure.BRIER_SCORE, sums.squaredConfidenceError.value() / decided.value());
        measures.put(Measure.EXPECTED_CALIBRATION_ERROR_RATIO, missed.value() / decided.value());
    }

    /** How many forecasts are in a state. */
    public long count(ForecastState state) {
        return forecasts.getOrDefault(state, 0L);
    }
}
