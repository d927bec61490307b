package dev.presage.worker.predict;

import dev.presage.contract.ModelManifest;
import dev.presage.contract.PredictionRequest;
import dev.presage.features.BarWindow;
import dev.presage.features.Feature;
import dev.presage.worker.decode.RequestDecoder.TimedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One row of a model's input. */
final class FeatureRow {
    private FeatureRow() {}

    /**
     * The manifest's features in order: the request's own where it names one, else computed from bars. All finite.
     *
     * @param bars that close at or before as_of, at least one
     */
    static float[] of(TimedRequest timed, BarWindow bars, ModelManifest manifest) throws RefusedException {
        List<String> names = manifest.features();
        float[] row = new float[names.size()];
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < row.length; i++) {
            String name = names.get(i);
            Double given = timed.request().features().get(name);
            Optional<Feature> computed = given == null ? Feature.named(name) : Optional.empty();
            if (given != null) {
                row[i] = given(name, given);
            } else if (computed.isPresent()) {
                row[i] = computed(timed, bars, computed.get());
            } else {
                missing.add(name);
            }
        }
        if (!missing.isEmpty()) {
            throw new RefusedException(
                    Reason.MISSING_FEATURE,
                    "features lack " + missing + ", expected from the request because " + manifest.id()
                            + " needs them and prices don't give them");
        }
        return row;
    }

    private static float given(String name, Double given) throws RefusedException {
        float value = given.floatValue();
        if (!Float.isFinite(value)) {
            throw new RefusedException(
                    Reason.INVALID_FIELD,
                    "features." + name + " is " + given + ", expected a number that 32 bits can hold");
        }
        return value;
    }

    private static float computed(TimedRequest timed, BarWindow bars, Feature feature) throws RefusedException {
        if (bars.size() < feature.barsNeeded()) {
            throw bars.truncated() ? RefusedException.asOfTooOld(timed, bars) : tooFew(timed.request(), bars, feature);
        }
        float value = (float) feature.of(bars);
        if (!Float.isFinite(value)) {
            throw new RefusedException(
                    Reason.MODEL_FAILURE,
                    feature.featureName() + " computed from prices is " + value + ", expected a finite number");
        }
        return value;
    }

    private static RefusedException tooFew(PredictionRequest request, BarWindow bars, Feature feature) {
        return new RefusedException(
                Reason.TOO_FEW_PRICES,
                bars.size() + " bars for " + request.ticker() + " up to "
                        + bars.last().closeTime() + ", expected at least " + feature.barsNeeded() + " for "
                        + feature.featureName());
    }
}
