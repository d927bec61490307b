package dev.presage.evaluator.measure;

import dev.presage.contract.Prediction;
import dev.presage.evaluator.match.PriceHistory;
import dev.presage.evaluator.match.Question;
import dev.presage.evaluator.match.Resolution;
import dev.presage.evaluator.measure.ScoreSums.Sum;
import dev.presage.evaluator.statistics.ConfidencePoint;
import java.util.Optional;
import java.util.OptionalDouble;

/** A question, how it ended, and what is kept of the answers to it. */
public final class Forecast {
    private final Question question;
    private final Resolution resolution;
    private final double referenceBar; // NaN if it is not there: an object less for each of very many
    private final boolean hindsightMeasured;
    private final Answers answers;

    /**
     * @param referenceBar what the reference bar closed at, as is known now
     * @param answers that were taken in already
     */
    Forecast(
            Question question,
            Resolution resolution,
            OptionalDouble referenceBar,
            boolean hindsightMeasured,
            Answers answers) {
        this.question = question;
        this.resolution = resolution;
        this.referenceBar = referenceBar.orElse(Double.NaN);
        this.hindsightMeasured = hindsightMeasured;
        this.answers = answers;
    }

    void add(Prediction prediction) {
        double told = prediction.referencePrice();
        boolean corrected = !Double.isNaN(referenceBar) && referenceBar != told;
        answers.count(corrected);
        if (!(resolution instanceof Resolution.Truth truth)) {
            return;
        }
        if (corrected && PriceHistory.implausible(told, referenceBar)) {
            answers.countSuspect(told);
            return;
        }
        if (!prediction.predictedAt().isBefore(truth.at())) {
            answers.countHindsight();
            if (!hindsightMeasured) {
                return;
            }
        }
        answers.score(
                prediction.requestId(),
                new Score(told, prediction.predictedPrice(), prediction.confidence(), truth.close()));
    }

    /** Takes in the answers to the same question that another accumulator met. */
    void merge(Forecast other) {
        answers.merge(other.answers);
    }

    /** What was asked. */
    public Question question() {
        return question;
    }

    /** How it ended, or will. */
    public Resolution resolution() {
        return resolution;
    }

    Answers answers() {
        return answers;
    }

    /** The answer that was furthest off, of a forecast that was scored. */
    public Answer worstAnswer() {
        return answers.worst().orElseThrow();
    }

    /** The price that can't be believed, if that is why the forecast, or an answer, was not scored. */
    public Optional<PriceHistory.Jump> jump() {
        if (resolution instanceof Resolution.Suspect suspect) {
            return Optional.of(suspect.jump());
        }
        OptionalDouble told = answers.suspectReference();
        return told.isEmpty()
                ? Optional.empty()
                : Optional.of(new PriceHistory.Jump(
                        question.series().ticker(),
                        new PriceHistory.Close(question.referenceTime(), told.getAsDouble()),
                        referenceBar));
    }

    /** Whether it was scored. */
    boolean evaluated() {
        return answers.scored() > 0;
    }

    /**
     * What it was confident of, and what became of it.
     *
     * @param session its number
     * @return empty if no answer could be right or wrong
     */
    Optional<ConfidencePoint> confidencePoint(int session) {
        Optional<Score> only = answers.only();
        if (only.isPresent()) {
            return only.filter(Score::decided)
                    .map(score -> new ConfidencePoint(session, score.confidence(), score.right(), 1));
        }
        double decided = answers.mean(Sum.DECIDED);
        return decided > 0
                ? Optional.of(new ConfidencePoint(
                        session,
                        answers.mean(Sum.CONFIDENCE) / decided,
                        answers.mean(Sum.DECIDED_RIGHT) / decided,
                        decided))
                : Optional.empty();
    }

    /** The price at the reference bar, as is known now, or else as the worst answer was told. */
    double referencePrice() {
        return Double.isNaN(referenceBar) ? worstAnswer().score().reference() : referenceBar;
    }

    /** The return that was forecast, the mean of its answers'. */
    double predictedReturn() {
        return answers.only().map(Score::predictedReturn).orElseGet(() -> answers.mean(Sum.PREDICTED_RETURN));
    }

    /** The absolute error over the truth, the mean of its answers'. */
    double relativeError() {
        return answers.only().map(Score::relativeError).orElseGet(() -> answers.mean(Sum.RELATIVE_ERROR));
    }

    /** Counts this forecast, which has ended, as one. */
    void addTo(Tally tally) {
        tally.answers += answers.all();
        tally.referencesCorrected += answers.referenceCorrected() ? 1 : 0;
        tally.referencesAbsent += Double.isNaN(referenceBar) ? 1 : 0;
        if (resolution instanceof Resolution.Missing) {
            tally.missingTruth++;
            return;
        }
        if (resolution instanceof Resolution.Suspect || (answers.suspect() > 0 && !evaluated())) {
            tally.suspect++;
            return;
        }
        tally.hindsight += answers.allInHindsight() ? 1 : 0;
        tally.evaluated += evaluated() ? 1 : 0;
        answers.addTo(tally.sums);
    }
}
