package dev.presage.evaluator.measure;

import dev.presage.contract.Prediction;
import dev.presage.evaluator.match.Matcher;
import dev.presage.evaluator.match.PriceHistory;
import dev.presage.evaluator.match.Question;
import dev.presage.evaluator.match.Resolution;
import dev.presage.evaluator.measure.ScoreSums.Sum;
import dev.presage.evaluator.statistics.ConfidencePoints;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/** A question, how it ended, and what is kept of the answers to it. Very many of these are kept, so a question is made when it is asked for. */
public final class Forecast {
    private final Question.Series series;
    private final Instant referenceTime;
    private final Resolution resolution;
    private final double referenceBar; // NaN if it is not there
    private final Answers answers;
    private WorstAnswers worst;

    /**
     * @param referenceBar what the reference bar closed at, as is known now
     * @param answers that were taken in already
     * @param worst of the forecasts that ended with this one, which gets the answers that are scored
     */
    Forecast(
            Question question,
            Resolution resolution,
            OptionalDouble referenceBar,
            Answers answers,
            WorstAnswers worst) {
        this.series = question.series();
        this.referenceTime = question.referenceTime();
        this.resolution = resolution;
        this.referenceBar = referenceBar.orElse(Double.NaN);
        this.answers = answers;
        this.worst = worst;
    }

    /** Whether a prediction answers this question. */
    boolean isAnsweredBy(Prediction prediction) {
        return referenceTime.equals(prediction.referenceTime())
                && series.ticker().equals(prediction.ticker())
                && series.model().equals(prediction.model())
                && series.featuresSource() == prediction.featuresSource()
                && series.horizonBars() == prediction.horizonBars();
    }

    void add(Prediction prediction, Yardstick yardstick) {
        double told = prediction.referencePrice();
        boolean corrected = !Double.isNaN(referenceBar) && referenceBar != told;
        if (!(resolution instanceof Resolution.Truth truth)) {
            answers.add(corrected);
            return;
        }
        if (referenceBar != told && isSuspect(told, corrected, yardstick.matcher())) {
            return;
        }
        boolean inHindsight = !prediction.predictedAt().isBefore(truth.at());
        if (inHindsight && !yardstick.hindsightMeasured()) {
            answers.addHindsight(corrected);
            return;
        }
        Score score = answers.score(prediction, truth.close());
        answers.add(corrected, inHindsight, score);
        if (worst.mayInclude(score)) {
            worst.offer(new Answer(question(), truth.at(), prediction.requestId(), score));
        }
    }

    /** Whether a price can't be that of the reference bar: if so, the answer that was told it is counted. */
    private boolean isSuspect(double told, boolean corrected, Matcher matcher) {
        double against =
                corrected ? referenceBar : matcher.closeBefore(question()).orElse(told);
        boolean suspect = PriceHistory.implausible(told, against);
        if (suspect) {
            answers.addSuspect(corrected, told, against);
        }
        return suspect;
    }

    /** Takes in the answers to the same question that another accumulator met. */
    void merge(Forecast other) {
        answers.merge(other.answers);
    }

    /** Hands the worst of its answers to others from now on. */
    void handTo(WorstAnswers others) {
        worst = others;
    }

    /** What was asked. */
    public Question question() {
        return new Question(series, referenceTime);
    }

    /** What stays the same from bar to bar. */
    Question.Series series() {
        return series;
    }

    /** When the newest bar that the model knew had closed. */
    Instant referenceTime() {
        return referenceTime;
    }

    /** How it ended, or will. */
    public Resolution resolution() {
        return resolution;
    }

    Answers answers() {
        return answers;
    }

    /** The price that can't be believed, if that is why the forecast, or an answer, was not scored. */
    public Optional<PriceHistory.Jump> jump() {
        if (resolution instanceof Resolution.Suspect suspect) {
            return Optional.of(suspect.jump());
        }
        return answers.suspicion()
                .map(suspicion -> new PriceHistory.Jump(
                        series.ticker(), new PriceHistory.Close(referenceTime, suspicion.told()), suspicion.against()));
    }

    /** Whether it was scored. */
    boolean evaluated() {
        return answers.scored() > 0;
    }

    /**
     * Adds what it was confident of and what became of it, unless no answer could be right or wrong.
     *
     * @param session its number
     */
    void addTo(ConfidencePoints points, int session) {
        Score only = answers.only().orElse(null);
        if (only == null) {
            double decided = answers.mean(Sum.DECIDED);
            if (decided > 0) {
                double confidence = answers.mean(Sum.CONFIDENCE) / decided;
                points.add(session, confidence, answers.mean(Sum.DECIDED_RIGHT) / decided, decided);
            }
        } else if (only.decided()) {
            points.add(session, only.confidence(), only.right(), 1);
        }
    }

    /** The price at the reference bar, as is known now, or else the lowest that an answer was told. */
    double referencePrice() {
        return Double.isNaN(referenceBar) ? answers.lowestReference() : referenceBar;
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
        if (resolution instanceof Resolution.Suspect
                || (!evaluated() && answers.suspicion().isPresent())) {
            tally.suspect++;
            return;
        }
        tally.hindsight += answers.allInHindsight() ? 1 : 0;
        tally.evaluated += evaluated() ? 1 : 0;
        answers.addTo(tally.sums);
    }
}
