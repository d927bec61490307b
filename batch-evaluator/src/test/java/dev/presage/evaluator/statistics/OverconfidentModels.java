package dev.presage.evaluator.statistics;

import java.util.Random;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * What the calibration error says of models whose confidence is so much above their accuracy, over sessions in which forecasts are right
 * together.
 *
 * @param rootMeanSquare of the errors
 * @param none share of models whose error is 0
 * @param lowerTooHigh share of lower bounds above the truth
 * @param upperTooLow share of upper bounds below the truth
 */
record OverconfidentModels(double rootMeanSquare, double none, double lowerTooHigh, double upperTooLow) {
    /** How many models. */
    static final int MODELS = 400;

    /** How many sessions each, with as many forecasts. */
    static final int SESSIONS = 20;

    private static final double SHARED = 0.3;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    static OverconfidentModels by(double overconfidence) {
        Random random = new Random(11);
        double squares = 0;
        int none = 0;
        int tooHigh = 0;
        int tooLow = 0;
        for (int i = 0; i < MODELS; i++) {
            CalibrationError error = error(random, overconfidence);
            squares += error.value() * error.value();
            none += error.value() == 0 ? 1 : 0;
            tooHigh += error.bounds().lower() > overconfidence ? 1 : 0;
            tooLow += error.bounds().upper() < overconfidence ? 1 : 0;
        }
        return new OverconfidentModels(Math.sqrt(squares / MODELS), share(none), share(tooHigh), share(tooLow));
    }

    private static double share(int models) {
        return models / (double) MODELS;
    }

    private static CalibrationError error(Random random, double overconfidence) {
        ConfidencePoints points = new ConfidencePoints();
        for (int session = 0; session < SESSIONS; session++) {
            double common = Math.sqrt(SHARED) * random.nextGaussian();
            for (int i = 0; i < SESSIONS; i++) {
                double confidence = 0.5 + 0.3 * random.nextDouble();
                double level = NORMAL.cumulativeProbability(common + Math.sqrt(1 - SHARED) * random.nextGaussian());
                points.add(session, confidence, level < confidence - overconfidence ? 1 : 0, 1);
            }
        }
        return Calibration.of(points, SESSIONS, 1).orElseThrow().error().orElseThrow();
    }
}
