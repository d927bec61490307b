package dev.presage.evaluator.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The answers that were furthest off, of each question only the worst. What is offered may come in any order and in parts: an answer that was
 * dropped is no worse than those that are kept, and they only give way to worse ones.
 */
final class WorstAnswers {
    private static final int MOST = 10;

    private final List<Answer> answers = new ArrayList<>(0);
    private double least = -1;

    /** Whether an answer with such a score may be among the worst. */
    boolean mayInclude(Score score) {
        return score.relativeError() >= least;
    }

    /** Keeps an answer if it is among the worst. */
    void offer(Answer answer) {
        boolean full = answers.size() == MOST;
        if (full && Answer.compareWorstFirst(answer, answers.get(MOST - 1)) >= 0) {
            return; // whether it is to a question that is among them or not
        }
        int place = placeOf(answer);
        if (place < answers.size()) {
            if (Answer.compareWorstFirst(answer, answers.get(place)) >= 0) {
                return;
            }
            answers.remove(place);
        }
        answers.add(-1 - Collections.binarySearch(answers, answer, Answer::compareWorstFirst), answer);
        if (answers.size() == MOST) {
            least = answers.get(MOST - 1).score().relativeError();
        }
    }

    /** Where the answer to the same question is, or else that which would give way; the number of all if none has to. */
    private int placeOf(Answer answer) {
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i).question().equals(answer.question())) {
                return i;
            }
        }
        return Math.min(answers.size(), MOST - 1);
    }

    void merge(WorstAnswers other) {
        other.answers.forEach(this::offer);
    }

    /** The worst first. */
    List<Answer> inOrder() {
        return List.copyOf(answers);
    }
}
