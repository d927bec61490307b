package dev.presage.evaluator.measure;

import dev.presage.contract.Prediction;
import dev.presage.evaluator.match.Resolution;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * All answers to one question. While they are alike, as they are unless producers send features or bars are corrected, one of them
 * and their number are kept; otherwise the sums of their scores. Either way the size does not depend on how many there are.
 */
final class Forecast {
    private final Resolution resolution;
    private final OptionalDouble referenceBar;
    private final boolean hindsightMeasured;

    private long answers;
    private long hindsightAnswers;
    private boolean referenceCorrected;
    private @Nullable Score only;
    private @Nullable ScoreSums differing;

    /** @param referenceBar what the reference bar closed at, as is known now */
    Forecast(Resolution resolution, OptionalDouble referenceBar, boolean hindsightMeasured) {
        this.resolution = resolution;
        this.referenceBar = referenceBar;
        this.hindsightMeasured = hindsightMeasured;
    }

    void add(Prediction prediction) {
        answers++;
        referenceCorrected |= referenceBar.isPresent() && referenceBar.getAsDouble() != prediction.referencePrice();
        if (!(resolution instanceof Resolution.Truth truth)) {
            return;
        }
        if (!prediction.predictedAt().isBefore(truth.at())) {
            hindsightAnswers++;
            if (!hindsightMeasured) {
                return;
            }
        }
        addScore(
                new Score(
                        prediction.referencePrice(),
                        prediction.predictedPrice(),
                        prediction.confidence(),
                        truth.close()),
                1);
    }

    private void addScore(Score score, long times) {
        if (differing != null) {
            differing.add(score, times);
        } else if (only == null) {
            only = score;
        } else if (!only.equals(score)) {
            differing = new ScoreSums();
            differing.add(only, measuredAnswers() - times);
            differing.add(score, times);
        }
    }

    /** Takes in the answers to the same question that another accumulator met. */
    void merge(Forecast other) {
        long before = measuredAnswers();
        answers += other.answers;
        hindsightAnswers += other.hindsightAnswers;
        referenceCorrected |= other.referenceCorrected;
        if (other.differing == null) {
            if (other.only != null) {
                addScore(other.only, other.measuredAnswers());
            }
            return;
        }
        if (differing == null) {
            differing = new ScoreSums();
            if (only != null) {
                differing.add(only, before);
            }
        }
        differing.merge(other.differing);
    }

    private long measuredAnswers() {
        if (!(resolution instanceof Resolution.Truth)) {
            return 0;
        }
        return hindsightMeasured ? answers : answers - hindsightAnswers;
    }

    Resolution resolution() {
        return resolution;
    }

    /** Counts this forecast, which has ended, as one. */
    void addTo(Tally tally) {
        tally.answers += answers;
        tally.referencesCorrected += referenceCorrected ? 1 : 0;
        tally.referencesAbsent += referenceBar.isEmpty() ? 1 : 0;
        if (!(resolution instanceof Resolution.Truth)) {
            tally.missingTruth++;
            return;
        }
        tally.hindsight += hindsightAnswers == answers ? 1 : 0;
        if (differing != null) {
            tally.evaluated++;
            tally.sums.addMeans(differing, measuredAnswers());
        } else if (only != null) {
            tally.evaluated++;
            tally.sums.add(only, 1);
        }
    }
}
