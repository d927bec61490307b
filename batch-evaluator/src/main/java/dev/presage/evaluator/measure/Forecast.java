package dev.presage.evaluator.measure;

import dev.presage.contract.Prediction;
import dev.presage.evaluator.match.PriceHistory;
import dev.presage.evaluator.match.Question;
import dev.presage.evaluator.match.Resolution;
import dev.presage.evaluator.measure.ScoreSums.Sum;
import dev.presage.evaluator.statistics.ConfidencePoint;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * All answers to one question. While they are alike, as they are unless producers send features or bars are corrected, one of them
 * and their number are kept; otherwise the sums of their scores. Either way the size does not depend on how many there are.
 */
public final class Forecast {
    private final Question question;
    private final Resolution resolution;
    private final OptionalDouble referenceBar;
    private final boolean hindsightMeasured;

    private long answers;
    private long hindsightAnswers;
    private long suspectAnswers;
    private boolean referenceCorrected;
    private @Nullable Score only;
    private @Nullable ScoreSums differing;
    private @Nullable Answer worst;
    private PriceHistory.@Nullable Jump suspectReference;

    /**
     * One answer to the question.
     *
     * @param requestId of the request that it answered
     */
    public record Answer(String requestId, Score score) {
        /** The one that was further off; the lesser id among equals, so that order doesn't matter. */
        private static @Nullable Answer worse(@Nullable Answer one, @Nullable Answer other) {
            if (one == null || other == null) {
                return one == null ? other : one;
            }
            int order = Double.compare(one.score.relativeError(), other.score.relativeError());
            return order > 0 || (order == 0 && one.requestId.compareTo(other.requestId) <= 0) ? one : other;
        }
    }

    /** @param referenceBar what the reference bar closed at, as is known now */
    Forecast(Question question, Resolution resolution, OptionalDouble referenceBar, boolean hindsightMeasured) {
        this.question = question;
        this.resolution = resolution;
        this.referenceBar = referenceBar;
        this.hindsightMeasured = hindsightMeasured;
    }

    void add(Prediction prediction) {
        answers++;
        double told = prediction.referencePrice();
        boolean corrected = referenceBar.isPresent() && referenceBar.getAsDouble() != told;
        referenceCorrected |= corrected;
        if (!(resolution instanceof Resolution.Truth truth)) {
            return;
        }
        if (corrected && PriceHistory.implausible(told, referenceBar.getAsDouble())) {
            suspectAnswers++;
            suspectReference = lower(
                    suspectReference,
                    new PriceHistory.Jump(
                            question.series().ticker(),
                            new PriceHistory.Close(question.referenceTime(), told),
                            referenceBar.getAsDouble()));
            return;
        }
        if (!prediction.predictedAt().isBefore(truth.at())) {
            hindsightAnswers++;
            if (!hindsightMeasured) {
                return;
            }
        }
        Score score = new Score(told, prediction.predictedPrice(), prediction.confidence(), truth.close());
        addScore(score, 1);
        worst = Answer.worse(worst, new Answer(prediction.requestId(), score));
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
        suspectAnswers += other.suspectAnswers;
        referenceCorrected |= other.referenceCorrected;
        worst = Answer.worse(worst, other.worst);
        suspectReference = lower(suspectReference, other.suspectReference);
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

    /** Of two it doesn't matter which, but it must not depend on their order. */
    private static PriceHistory.@Nullable Jump lower(
            PriceHistory.@Nullable Jump one, PriceHistory.@Nullable Jump other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.close().price() <= other.close().price() ? one : other;
    }

    private long measuredAnswers() {
        if (!(resolution instanceof Resolution.Truth)) {
            return 0;
        }
        return answers - suspectAnswers - (hindsightMeasured ? 0 : hindsightAnswers);
    }

    /** What was asked. */
    public Question question() {
        return question;
    }

    /** How it ended, or will. */
    public Resolution resolution() {
        return resolution;
    }

    /** The answer that was furthest off, of a forecast that was scored. */
    public Answer worstAnswer() {
        return Objects.requireNonNull(worst);
    }

    /** The price that can't be believed, if that is why the forecast, or an answer, was not scored. */
    public Optional<PriceHistory.Jump> jump() {
        return resolution instanceof Resolution.Suspect suspect
                ? Optional.of(suspect.jump())
                : Optional.ofNullable(suspectReference);
    }

    /** Whether it was scored. */
    boolean evaluated() {
        return measuredAnswers() > 0;
    }

    /** The forecast's score, which is the mean of its answers'. */
    void addTo(ScoreSums sums) {
        if (differing != null) {
            sums.addMeans(differing, measuredAnswers());
        } else if (only != null) {
            sums.add(only, 1);
        }
    }

    /**
     * What it was confident of, and what became of it.
     *
     * @param session its number
     * @return empty if no answer could be right or wrong
     */
    Optional<ConfidencePoint> confidencePoint(int session) {
        if (differing != null) {
            double decided = differing.value(Sum.DECIDED);
            return decided > 0
                    ? Optional.of(new ConfidencePoint(
                            session,
                            differing.value(Sum.CONFIDENCE) / decided,
                            differing.value(Sum.DECIDED_RIGHT) / decided,
                            decided / measuredAnswers()))
                    : Optional.empty();
        }
        return only != null && only.decided()
                ? Optional.of(new ConfidencePoint(session, only.confidence(), only.right(), 1))
                : Optional.empty();
    }

    /** The price at the reference bar, as is known now, or else as the worst answer was told. */
    double referencePrice() {
        return referenceBar.orElseGet(() -> worstAnswer().score.reference());
    }

    /** The return that was forecast, the mean of its answers'. */
    double predictedReturn() {
        return differing == null
                ? Objects.requireNonNull(only).predictedReturn()
                : differing.value(Sum.PREDICTED_RETURN) / measuredAnswers();
    }

    /** The absolute error over the truth, the mean of its answers'. */
    double relativeError() {
        return differing == null
                ? Objects.requireNonNull(only).relativeError()
                : differing.value(Sum.RELATIVE_ERROR) / measuredAnswers();
    }

    /** Counts this forecast, which has ended, as one. */
    void addTo(Tally tally) {
        tally.answers += answers;
        tally.referencesCorrected += referenceCorrected ? 1 : 0;
        tally.referencesAbsent += referenceBar.isEmpty() ? 1 : 0;
        if (resolution instanceof Resolution.Missing) {
            tally.missingTruth++;
            return;
        }
        if (resolution instanceof Resolution.Suspect || (suspectAnswers > 0 && !evaluated())) {
            tally.suspect++;
            return;
        }
        tally.hindsight += hindsightAnswers == answers ? 1 : 0;
        tally.evaluated += evaluated() ? 1 : 0;
        addTo(tally.sums);
    }
}
