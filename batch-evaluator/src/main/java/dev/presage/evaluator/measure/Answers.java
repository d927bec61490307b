package dev.presage.evaluator.measure;

import dev.presage.contract.Prediction;
import dev.presage.evaluator.measure.ScoreSums.Sum;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of all answers to one question. While they are alike, as they are unless producers send features or bars are corrected, one
 * score and their number are kept; otherwise the sums of their scores. Either way the size does not depend on how many there are.
 */
final class Answers {
    private long all;
    private @Nullable Score only; // of all scored answers, while they are alike
    private @Nullable Unlike unlike; // null while each answer is like the others: all of them scored, or none

    /** What is kept once an answer was unlike the others, or was told another reference price, or came when the truth had closed. */
    private static final class Unlike {
        private long scored;
        private long inHindsight;
        private boolean referenceCorrected;
        private double lowestReference = Double.NaN;
        private @Nullable Suspicion suspicion;
        private @Nullable ScoreSums sums; // of scores that differ
    }

    /**
     * A reference price that was told and can't be believed.
     *
     * @param against what the reference bar closed at, or the last one before it
     */
    record Suspicion(double told, double against) {
        /** Of two it doesn't matter which, but it must not depend on their order. */
        static @Nullable Suspicion lower(@Nullable Suspicion one, @Nullable Suspicion other) {
            return one == null || (other != null && other.told < one.told) ? other : one;
        }
    }

    private Unlike unlike() {
        if (unlike == null) {
            unlike = new Unlike();
            if (only != null) {
                unlike.scored = all;
                unlike.lowestReference = only.reference();
            }
        }
        return unlike;
    }

    /**
     * Takes in an answer to a question that has no truth.
     *
     * @param corrected whether it was told another reference price than the bar has now; so below
     */
    void add(boolean corrected) {
        if (corrected) {
            unlike().referenceCorrected = true;
        }
        all++;
    }

    /** Takes in an answer to a reference price that can't be believed. */
    void addSuspect(boolean corrected, double told, double against) {
        Unlike kept = unlike();
        kept.referenceCorrected |= corrected;
        kept.suspicion = Suspicion.lower(kept.suspicion, new Suspicion(told, against));
        all++;
    }

    /** Takes in an answer that is not scored because the truth had closed. */
    void addHindsight(boolean corrected) {
        Unlike kept = unlike();
        kept.referenceCorrected |= corrected;
        kept.inHindsight++;
        all++;
    }

    /** An answer beside the truth: the score that there is, if it is like those before it. */
    Score score(Prediction answer, double truth) {
        Score alike = only;
        return alike != null
                        && alike.reference() == answer.referencePrice()
                        && alike.predicted() == answer.predictedPrice()
                        && alike.confidence() == answer.confidence()
                ? alike
                : new Score(answer.referencePrice(), answer.predictedPrice(), answer.confidence(), truth);
    }

    /** Takes in an answer that is scored. */
    void add(boolean corrected, boolean inHindsight, Score score) {
        boolean alike = only == null ? all == 0 : only.equals(score);
        if (unlike == null && alike && !corrected && !inHindsight) {
            only = score;
        } else {
            Unlike kept = unlike();
            kept.referenceCorrected |= corrected;
            kept.inHindsight += inHindsight ? 1 : 0;
            addScores(kept, score, 1);
            kept.lowestReference = lower(kept.lowestReference, score.reference());
        }
        all++;
    }

    private void addScores(Unlike kept, Score score, long times) {
        if (kept.sums == null && (kept.scored == 0 || score.equals(only))) {
            only = score;
        } else {
            sums(kept).add(score, times);
        }
        kept.scored += times;
    }

    private ScoreSums sums(Unlike kept) {
        if (kept.sums == null) {
            kept.sums = new ScoreSums();
            if (only != null) {
                kept.sums.add(only, kept.scored);
                only = null;
            }
        }
        return kept.sums;
    }

    /** Takes in the answers to the same question that another accumulator met. */
    void merge(Answers other) {
        if (unlike != null || other.unlike != null || !Objects.equals(only, other.only)) {
            Unlike mine = unlike();
            Unlike others = other.unlike();
            mine.inHindsight += others.inHindsight;
            mine.referenceCorrected |= others.referenceCorrected;
            mine.suspicion = Suspicion.lower(mine.suspicion, others.suspicion);
            mine.lowestReference = lower(mine.lowestReference, others.lowestReference);
            if (others.sums != null) {
                sums(mine).merge(others.sums);
                mine.scored += others.scored;
            } else if (other.only != null) {
                addScores(mine, other.only, others.scored);
            }
        }
        all += other.all;
    }

    private static double lower(double one, double other) {
        return Double.isNaN(one) || other < one ? other : one;
    }

    long all() {
        return all;
    }

    long scored() {
        return unlike != null ? unlike.scored : only != null ? all : 0;
    }

    /** Whether an answer was told another reference price than the bar has now. */
    boolean referenceCorrected() {
        return unlike != null && unlike.referenceCorrected;
    }

    /** Whether every answer came when the truth had closed. */
    boolean allInHindsight() {
        return unlike != null && unlike.inHindsight == all;
    }

    /** The lowest reference price that was told and can't be believed. */
    Optional<Suspicion> suspicion() {
        return unlike == null ? Optional.empty() : Optional.ofNullable(unlike.suspicion);
    }

    /** The lowest reference price that a scored answer was told; NaN if there is none. */
    double lowestReference() {
        return unlike != null ? unlike.lowestReference : only != null ? only.reference() : Double.NaN;
    }

    /** The one score that all scored answers have, if they are alike. */
    Optional<Score> only() {
        return Optional.ofNullable(only);
    }

    /** The mean of one of a score's numbers over the scored answers, which differ. */
    double mean(Sum sum) {
        if (unlike == null || unlike.sums == null) {
            throw new IllegalStateException("the answers are alike");
        }
        return unlike.sums.value(sum) / unlike.scored;
    }

    /** Adds the mean of the answers' scores. */
    void addTo(ScoreSums sums) {
        if (only != null) {
            sums.add(only, 1);
        } else if (unlike != null && unlike.sums != null) {
            sums.addMeans(unlike.sums, unlike.scored);
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(all);
        out.writeBoolean(only != null);
        if (only != null) {
            only.write(out);
        }
        out.writeBoolean(unlike != null);
        if (unlike != null) {
            out.writeLong(unlike.scored);
            out.writeLong(unlike.inHindsight);
            out.writeBoolean(unlike.referenceCorrected);
            out.writeDouble(unlike.lowestReference);
            Suspicion suspicion = unlike.suspicion;
            out.writeBoolean(suspicion != null);
            if (suspicion != null) {
                out.writeDouble(suspicion.told);
                out.writeDouble(suspicion.against);
            }
            out.writeBoolean(unlike.sums != null);
            if (unlike.sums != null) {
                unlike.sums.write(out);
            }
        }
    }

    static Answers read(DataInput in) throws IOException {
        Answers answers = new Answers();
        answers.all = in.readLong();
        answers.only = in.readBoolean() ? Score.read(in) : null;
        if (in.readBoolean()) {
            Unlike unlike = new Unlike();
            unlike.scored = in.readLong();
            unlike.inHindsight = in.readLong();
            unlike.referenceCorrected = in.readBoolean();
            unlike.lowestReference = in.readDouble();
            unlike.suspicion = in.readBoolean() ? new Suspicion(in.readDouble(), in.readDouble()) : null;
            if (in.readBoolean()) {
                unlike.sums = new ScoreSums();
                unlike.sums.read(in);
            }
            answers.unlike = unlike;
        }
        return answers;
    }
}
