package dev.presage.worker.predict;

import dev.presage.contract.FeatureValues;
import dev.presage.contract.FeaturesSource;
import dev.presage.contract.ModelManifest;
import dev.presage.contract.PredictionRequest;
import dev.presage.features.BarWindow;
import dev.presage.features.Feature;
import dev.presage.inference.Model;
import dev.presage.worker.answer.Reason;
import dev.presage.worker.decode.RequestDecoder.TimedRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A model and where its features come from. */
final class ServedModel {
    private final Model model;
    private final ModelManifest manifest;
    private final String[] names;
    private final @Nullable Feature[] computed;

    ServedModel(Model model) {
        this.model = model;
        this.manifest = model.manifest();
        this.names = manifest.features().toArray(new String[0]);
        this.computed = manifest.features().stream()
                .map(name -> Feature.named(name).orElse(null))
                .toArray(Feature[]::new);
    }

    Model model() {
        return model;
    }

    ModelManifest manifest() {
        return manifest;
    }

    /**
     * The manifest's features in order: the request's own where it names one, else computed from bars.
     *
     * @param bars that close at or before as_of, at least one
     */
    FeatureRow row(TimedRequest timed, BarWindow bars) throws RefusedException {
        FeatureValues given = timed.request().features();
        FeaturesSource source = FeaturesSource.PRICES;
        float[] row = new float[names.length];
        for (int i = 0; i < row.length; i++) {
            double value = given.value(names[i], i);
            Feature feature = computed[i];
            if (!Double.isNaN(value)) {
                row[i] = given(names[i], value);
                source = FeaturesSource.REQUEST;
            } else if (feature != null) {
                row[i] = computed(timed, bars, feature);
            } else {
                throw missing(given);
            }
        }
        return new FeatureRow(row, source);
    }

    private static float given(String name, double given) throws RefusedException {
        float value = (float) given;
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

    private RefusedException missing(FeatureValues given) {
        List<String> missing = new ArrayList<>();
        for (int i = 0; i < names.length; i++) {
            if (computed[i] == null && !given.containsKey(names[i])) {
                missing.add(names[i]);
            }
        }
        return new RefusedException(
                Reason.MISSING_FEATURE,
                "features lack " + missing + ", expected from the request because " + manifest.id()
                        + " needs them and prices don't give them");
    }

    private static RefusedException tooFew(PredictionRequest request, BarWindow bars, Feature feature) {
        return new RefusedException(
                Reason.TOO_FEW_PRICES,
                bars.size() + " bars for " + request.ticker() + " up to "
                        + bars.last().closeTime() + ", expected at least " + feature.barsNeeded() + " for "
                        + feature.featureName());
    }
}
