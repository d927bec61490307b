package dev.presage.evaluator.statistics;

import java.util.Arrays;

/** How confident forecasts were and what became of them; very many, in any order. */
public final class ConfidencePoints {
    private int[] sessions = new int[16];
    private double[] confidences = new double[16];
    private double[] rights = new double[16];
    private double[] weights = new double[16];
    private int size;

    /**
     * Adds a forecast.
     *
     * @param session its number, from 0 on in the order of time
     * @param confidence 0 to 1
     * @param right 1 if it was right, 0 if not; of several answers to one question the share
     * @param weight 1, or the share of the answers that count
     */
    public void add(int session, double confidence, double right, double weight) {
        if (size == sessions.length) {
            int room = size + size / 2;
            sessions = Arrays.copyOf(sessions, room);
            confidences = Arrays.copyOf(confidences, room);
            rights = Arrays.copyOf(rights, room);
            weights = Arrays.copyOf(weights, room);
        }
        sessions[size] = session;
        confidences[size] = confidence + 0.0; // of -0 it makes 0
        rights[size] = right;
        weights[size] = weight;
        size++;
    }

    int size() {
        return size;
    }

    int session(int i) {
        return sessions[i];
    }

    double confidence(int i) {
        return confidences[i];
    }

    double right(int i) {
        return rights[i];
    }

    double weight(int i) {
        return weights[i];
    }

    /** Each confidence once, ascending. */
    double[] distinctConfidences() {
        double[] sorted = Arrays.copyOf(confidences, size);
        Arrays.sort(sorted);
        int distinct = 0;
        for (double confidence : sorted) {
            if (distinct == 0 || confidence != sorted[distinct - 1]) {
                sorted[distinct++] = confidence;
            }
        }
        return Arrays.copyOf(sorted, distinct);
    }
}
