package dev.presage.contract;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the values that a model was trained on lay: what later ones are held against, to see whether they have drifted.
 *
 * @param samples how many values there were of each, at least 1
 * @param prediction of the returns that the finished model predicts for the very samples it was trained on
 * @param features by name, in the order they were given
 */
public record TrainingDistribution(int samples, Bins prediction, Map<String, Bins> features) {
    /**
     * Adjoining intervals that each held about as many of the values as any other.
     *
     * <p>A value that equals an edge lies in the bin above it: the first bin is what is below the first edge, the bin after an edge
     * reaches from that edge, included, to the next one, excluded, and the last has no end.
     *
     * @param edges between the bins, finite and strictly ascending; none if all values were the same
     * @param shares of the values that lay in each bin, from the lowest on: one more than there are edges, each above 0, in sum 1
     *     within 1e-9
     */
    public record Bins(List<Double> edges, List<Double> shares) {
        /** The most that there may be. */
        public static final int MOST = 100;

        private static final double SUM_TOLERANCE = 1e-9;

        public Bins {
            edges = List.copyOf(edges);
            shares = List.copyOf(shares);
            if (shares.size() != edges.size() + 1 || shares.size() > MOST) {
                throw Invalid.value(
                        "the number of shares",
                        shares.size(),
                        "one more than that of edges, which is " + edges.size() + ", and at most " + MOST);
            }
            requireAscending(edges);
            double sum = 0;
            for (int i = 0; i < shares.size(); i++) {
                double share = shares.get(i);
                if (!(share > 0 && share <= 1)) {
                    throw Invalid.value("shares[" + i + "]", share, "a ratio above 0 and of at most 1");
                }
                sum += share;
            }
            if (Math.abs(sum - 1) > SUM_TOLERANCE) {
                throw Invalid.value("the sum of shares", sum, "1 within " + SUM_TOLERANCE);
            }
        }

        private static void requireAscending(List<Double> edges) {
            for (int i = 0; i < edges.size(); i++) {
                double edge = edges.get(i);
                if (!Double.isFinite(edge)) {
                    throw Invalid.value("edges[" + i + "]", edge, "a finite number");
                }
                if (i > 0 && !(edge > edges.get(i - 1))) {
                    throw Invalid.value("edges[" + i + "]", edge, "a number above the one before, " + edges.get(i - 1));
                }
            }
        }

        /**
         * The bin that a value lies in, from 0 to the number of edges.
         *
         * @param value any but NaN
         * @throws IllegalArgumentException if it is NaN
         */
        public int bin(double value) {
            if (Double.isNaN(value)) {
                throw Invalid.value("a value", value, "a number");
            }
            int bin = 0;
            while (bin < edges.size() && value >= edges.get(bin)) {
                bin++;
            }
            return bin;
        }
    }

    public TrainingDistribution {
        if (samples < 1) {
            throw Invalid.value("training_distribution.samples", samples, "a whole number of at least 1");
        }
        features = Collections.unmodifiableMap(new LinkedHashMap<>(features));
        features.keySet().forEach(FeatureValues::requireName);
    }
}
