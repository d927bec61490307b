package dev.presage.evaluator.measure;

import dev.presage.evaluator.measure.ScoreSums.Sum;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of all answers to one question. While they are alike, as they are unless producers send features or bars are corrected, one
 * of them and their number are kept; otherwise the sums of their scores. Either way the size does not depend on how many there are.
 */
final class Answers {
    private long all;
    private long scored;
    private long inHindsight;
    private long suspect;
    private boolean referenceCorrected;
    private double suspectReference = Double.NaN;
    private @Nullable Score only;
    private @Nullable ScoreSums differing;
    private @Nullable Answer worst;

    /** Counts an answer; what became of it is told by the methods that follow. */
    void count(boolean corrected) {
        all++;
        referenceCorrected |= corrected;
    }

    /** The answer just counted came when the truth had closed. */
    void countHindsight() {
        inHindsight++;
    }

    /** The answer just counted is to a reference price that can't be believed. */
    void countSuspect(double told) {
        suspect++;
        suspectReference = lower(suspectReference, told);
    }

    /** Scores the answer just counted. */
    void score(String requestId, Score score) {
        addScore(score, 1);
        if (worst == null || worst.isBetterThan(requestId, score)) {
            worst = new Answer(requestId, score);
        }
    }

    private void addScore(Score score, long times) {
        if (differing != null) {
            differing.add(score, times);
        } else if (only == null) {
            only = score;
        } else if (!only.equals(score)) {
            differing = new ScoreSums();
            differing.add(only, scored);
            differing.add(score, times);
        }
        scored += times;
    }

    /** Takes in the answers to the same question that another accumulator met. */
    void merge(Answers other) {
        all += other.all;
        inHindsight += other.inHindsight;
        suspect += other.suspect;
        referenceCorrected |= other.referenceCorrected;
        suspectReference = lower(suspectReference, other.suspectReference);
        if (worst == null
                || (other.worst != null && worst.isBetterThan(other.worst.requestId(), other.worst.score()))) {
            worst = other.worst;
        }
        if (other.differing == null) {
            if (other.only != null) {
                addScore(other.only, other.scored);
            }
            return;
        }
        if (differing == null) {
            differing = new ScoreSums();
            if (only != null) {
                differing.add(only, scored);
            }
        }
        differing.merge(other.differing);
        scored += other.scored;
    }

    /** Of two it doesn't matter which, but it must not depend on their order. */
    private static double lower(double one, double other) {
        return Double.isNaN(one) || other < one ? other : one;
    }

    long all() {
        return all;
    }

    long scored() {
        return scored;
    }

    long suspect() {
        return suspect;
    }

    boolean referenceCorrected() {
        return referenceCorrected;
    }

    /** Whether every answer came when the truth had closed. */
    boolean allInHindsight() {
        return inHindsight == all;
    }

    /** The lowest reference price that was told and can't be believed. */
    OptionalDouble suspectReference() {
        return Double.isNaN(suspectReference) ? OptionalDouble.empty() : OptionalDouble.of(suspectReference);
    }

    /** The answer that was furthest off. */
    Optional<Answer> worst() {
        return Optional.ofNullable(worst);
    }

    /** The mean of one of a score's numbers over the scored answers, of which there must be some. */
    double mean(Sum sum) {
        if (differing != null) {
            return differing.value(sum) / scored;
        }
        ScoreSums alone = new ScoreSums();
        addTo(alone);
        return alone.value(sum);
    }

    /** The one score that all scored answers have, if they are alike. */
    Optional<Score> only() {
        return differing == null ? Optional.ofNullable(only) : Optional.empty();
    }

    /** Adds the mean of the answers' scores. */
    void addTo(ScoreSums sums) {
        if (differing != null) {
            sums.addMeans(differing, scored);
        } else if (only != null) {
            sums.add(only, 1);
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(all);
        out.writeLong(scored);
        out.writeLong(inHindsight);
        out.writeLong(suspect);
        out.writeBoolean(referenceCorrected);
        out.writeDouble(suspectReference);
        out.writeBoolean(worst != null);
        if (worst != null) {
            out.writeUTF(worst.requestId());
            worst.score().write(out);
        }
        out.writeBoolean(differing != null);
        if (differing != null) {
            differing.write(out);
        } else if (only != null) {
            only.write(out);
        }
    }

    static Answers read(DataInput in) throws IOException {
        Answers answers = new Answers();
        answers.all = in.readLong();
        answers.scored = in.readLong();
        answers.inHindsight = in.readLong();
        answers.suspect = in.readLong();
        answers.referenceCorrected = in.readBoolean();
        answers.suspectReference = in.readDouble();
        if (in.readBoolean()) {
            answers.worst = new Answer(in.readUTF(), Score.read(in));
        }
        if (in.readBoolean()) {
            answers.differing = ScoreSums.read(in);
        } else if (answers.scored > 0) {
            answers.only = Score.read(in);
        }
        return answers;
    }
}
