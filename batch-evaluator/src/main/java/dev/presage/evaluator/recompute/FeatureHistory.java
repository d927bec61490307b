package dev.presage.evaluator.recompute;

import dev.presage.evaluator.match.PriceHistory;
import dev.presage.evaluator.match.Question;
import dev.presage.features.BarWindow;
import dev.presage.features.Feature;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Features as of past reference bars, from the bars as they are known now: one that was corrected since counts as corrected. */
public final class FeatureHistory {
    /**
     * How far before a reference bar the bars that a feature needs may have closed. It is the same however far back bars were read, so that
     * a night's figures are the same whenever they are computed.
     */
    public static final Duration REACH = Duration.ofDays(180);

    private final PriceHistory prices;

    public FeatureHistory(PriceHistory prices) {
        this.prices = prices;
    }

    /** A feature's value at the reference bar; empty if that bar, or one before it that the feature needs, is not there. */
    public OptionalDouble value(Feature feature, Question question) {
        return reaching(question, feature.barsNeeded())
                .map(window -> OptionalDouble.of(feature.of(window)))
                .orElse(OptionalDouble.empty());
    }

    /** Several features' values, in order; empty if one can't be computed or is not finite. */
    public Optional<float[]> row(List<Feature> features, Question question) {
        int needed = features.stream().mapToInt(Feature::barsNeeded).max().orElse(1);
        return reaching(question, needed).flatMap(window -> {
            float[] row = new float[features.size()];
            for (int i = 0; i < row.length; i++) {
                row[i] = (float) features.get(i).of(window);
                if (!Float.isFinite(row[i])) {
                    return Optional.empty();
                }
            }
            return Optional.of(row);
        });
    }

    private Optional<BarWindow> reaching(Question question, int bars) {
        BarWindow window = prices.bars(question.series().ticker()).until(question.referenceTime());
        boolean reaches = window.size() >= bars
                && window.lastCloseTime().equals(question.referenceTime())
                && !window.closeTime(window.size() - bars)
                        .isBefore(question.referenceTime().minus(REACH));
        return reaches ? Optional.of(window) : Optional.empty();
    }
}
