package dev.presage.models;

import dev.presage.features.BarWindow;
import dev.presage.features.Feature;
import dev.presage.features.HighVolume;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The models that Presage brings along. */
public enum SampleModel {
    /** For any day. */
    NORMAL(Feature.values()) {
        @Override
        boolean asksAbout(BarWindow history) {
            return true;
        }
    },

    /**
     * For days of {@link HighVolume}, as those of earnings reports are: what the day did to the price, and how unusual
     * it was. The days are few, so the features are too.
     */
    EARNINGS(Feature.RETURN_1, Feature.GAP, Feature.RANGE, Feature.VOLUME_Z_20) {
        @Override
        boolean asksAbout(BarWindow history) {
            return HighVolume.is(history);
        }
    };

    @SuppressWarnings("ImmutableEnumChecker") // made by toList()
    private final List<Feature> features;

    private final int barsNeeded;

    SampleModel(Feature... features) {
        this.features = Arrays.stream(features)
                .sorted(Comparator.comparing(Feature::featureName))
                .toList();
        this.barsNeeded = Math.max(
                HighVolume.BARS_NEEDED,
                this.features.stream().mapToInt(Feature::barsNeeded).max().orElseThrow());
    }

    /** As in requests and in the folder's name. */
    public String type() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The columns of the model's input: in alphabetical order, which is the one that Tribuo gives them. */
    public List<Feature> features() {
        return features;
    }

    /** Those of the samples that this model is for. */
    public List<Sample> chosenFrom(List<Sample> samples) {
        return samples.stream()
                .filter(sample -> sample.history().size() >= barsNeeded && asksAbout(sample.history()))
                .toList();
    }

    abstract boolean asksAbout(BarWindow history);
}
