package dev.presage.models;

import dev.presage.contract.TrainingDistribution.Bins;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Bins between the deciles of some values. */
final class Deciles {
    private static final int BINS = 10;

    private Deciles() {}

    /**
     * Ten bins that hold about as many of the values each, or fewer where values are equal.
     *
     * <p>The edges are the quantiles at 0.1, 0.2 … 0.9, by the inverse of the empirical distribution function: the k-th of n is the value
     * at place ⌈n k / 10⌉ in ascending order (definition 1 of R. Hyndman and Y. Fan, Sample Quantiles in Statistical Packages, The American
     * Statistician 50(4), 1996). An edge is thus one of the values, so that no bin between two edges is empty; an edge that is
     * there already is left out, and so is the least value, below which nothing lies.
     *
     * @param values at least one, all finite
     */
    static Bins of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        List<Double> edges = new ArrayList<>();
        double last = sorted[0];
        for (long k = 1; k < BINS; k++) {
            double edge = sorted[(int) ((sorted.length * k - 1) / BINS)];
            if (edge > last) {
                edges.add(edge);
                last = edge;
            }
        }
        return new Bins(edges, shares(sorted, edges));
    }

    private static List<Double> shares(double[] sorted, List<Double> edges) {
        List<Double> shares = new ArrayList<>();
        int from = 0;
        for (double edge : edges) {
            int to = from;
            while (sorted[to] < edge) {
                to++;
            }
            shares.add((double) (to - from) / sorted.length);
            from = to;
        }
        shares.add((double) (sorted.length - from) / sorted.length);
        return shares;
    }
}
