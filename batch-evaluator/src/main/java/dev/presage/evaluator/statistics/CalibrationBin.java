package dev.presage.evaluator.statistics;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.DoubleStream;

/** What forecasts of like confidence add up to, session by session. */
final class CalibrationBin {
    private final double[] weights;
    private final double[] confidences;
    private final double[] rights;

    private CalibrationBin(int sessions) {
        weights = new double[sessions];
        confidences = new double[sessions];
        rights = new double[sessions];
    }

    /**
     * Bins of about equal weight, without empty ones. Equal confidences share a bin, that of the middle one of them, so that it doesn't
     * matter in which order they come.
     *
     * @param most how many bins at most
     */
    static List<CalibrationBin> equalMass(List<ConfidencePoint> points, int most, int sessions) {
        List<ConfidencePoint> ordered = new ArrayList<>(points);
        ordered.sort(Comparator.comparingDouble(ConfidencePoint::confidence)
                .thenComparingInt(ConfidencePoint::session)
                .thenComparingDouble(ConfidencePoint::right)
                .thenComparingDouble(ConfidencePoint::weight));
        double total = ordered.stream().mapToDouble(ConfidencePoint::weight).sum();
        List<CalibrationBin> bins = new ArrayList<>();
        double before = 0;
        int lastPlace = -1;
        for (int from = 0, to; from < ordered.size(); from = to) {
            double alike = 0;
            for (to = from; to < ordered.size() && same(ordered.get(from), ordered.get(to)); to++) {
                alike += ordered.get(to).weight();
            }
            int place = (int) Math.min(most - 1, Math.floor(most * (before + alike / 2) / total));
            if (place != lastPlace) {
                bins.add(new CalibrationBin(sessions));
                lastPlace = place;
            }
            ordered.subList(from, to).forEach(bins.get(bins.size() - 1)::add);
            before += alike;
        }
        return bins;
    }

    private static boolean same(ConfidencePoint one, ConfidencePoint other) {
        return one.confidence() == other.confidence();
    }

    private void add(ConfidencePoint point) {
        weights[point.session()] += point.weight();
        confidences[point.session()] += point.weight() * point.confidence();
        rights[point.session()] += point.weight() * point.right();
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
