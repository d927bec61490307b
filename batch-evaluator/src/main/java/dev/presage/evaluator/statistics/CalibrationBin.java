package dev.presage.evaluator.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** What forecasts of like confidence add up to, session by session. */
final class CalibrationBin {
    private final double[] weights;
    private final double[] confidences;
    private final double[] rights;

    /** @param sums of the weights, of the weighted confidences and of what was right, session by session */
    private CalibrationBin(ExactSums sums) {
        int sessions = sums.sums() / 3;
        weights = IntStream.range(0, sessions).mapToDouble(sums::value).toArray();
        confidences =
                IntStream.range(sessions, 2 * sessions).mapToDouble(sums::value).toArray();
        rights = IntStream.range(2 * sessions, 3 * sessions)
                .mapToDouble(sums::value)
                .toArray();
    }

    /**
     * Bins of about equal weight, without empty ones. Equal confidences share a bin, that of the middle one of them. It doesn't matter in
     * which order the points come.
     *
     * @param most how many bins at most
     */
    static List<CalibrationBin> equalMass(ConfidencePoints points, int most, int sessions) {
        double[] distinct = points.distinctConfidences();
        int[] ranks = new int[points.size()];
        for (int i = 0; i < ranks.length; i++) {
            ranks[i] = Arrays.binarySearch(distinct, points.confidence(i));
        }
        int[] places = places(points, ranks, distinct.length, most);
        Map<Integer, ExactSums> bins = new TreeMap<>();
        for (int i = 0; i < ranks.length; i++) {
            ExactSums sums = bins.computeIfAbsent(places[ranks[i]], place -> new ExactSums(3 * sessions));
            sums.add(points.session(i), points.weight(i));
            sums.add(sessions + points.session(i), points.weight(i) * points.confidence(i));
            sums.add(2 * sessions + points.session(i), points.weight(i) * points.right(i));
        }
        return bins.values().stream().map(CalibrationBin::new).toList();
    }

    /** The number of the bin of each confidence, by its rank. */
    private static int[] places(ConfidencePoints points, int[] ranks, int distinct, int most) {
        long[] weights = new long[distinct]; // in units of 2^-32: sums of whole numbers don't depend on their order
        for (int i = 0; i < ranks.length; i++) {
            weights[ranks[i]] += Math.round(points.weight(i) * 0x1p32);
        }
        double total = LongStream.of(weights).sum();
        long before = 0;
        int[] places = new int[distinct];
        for (int i = 0; i < distinct; i++) {
            double middle = before + weights[i] / 2.0;
            places[i] = (int) Math.min(most - 1, Math.floor(most * middle / total));
            before += weights[i];
        }
        return places;
    }

    double weight() {
        return DoubleStream.of(weights).sum();
    }

    double confidence() {
        return DoubleStream.of(confidences).sum() / weight();
    }

    double right() {
        return DoubleStream.of(rights).sum() / weight();
    }

    double weight(int session) {
        return weights[session];
    }

    /** How many more were right in a session than the confidences said. */
    double gap(int session) {
        return rights[session] - confidences[session];
    }

    Calibration.Bin told(int lag) {
        return new Calibration.Bin(
                weight(),
                confidence(),
                right(),
                ClusteredRatio.of(rights, weights, lag).bounds());
    }
}
