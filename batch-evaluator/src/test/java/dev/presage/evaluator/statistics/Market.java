package dev.presage.evaluator.statistics;

import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Forecasts of many tickers, right together more often than by chance: a one-factor Gaussian copula. Behind each forecast is a normal
 * number that any two of a session share so much of, and the forecast is right if that is low. A forecast over h bars is made of h
 * successive such numbers of its ticker, of which the next session's forecast has all but one, the most that forecasts can overlap.
 */
final class Market {
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
    private static final int PLACES = 500;
    private static final int BISECTIONS = 50;

    private final int tickers;
    private final int horizon;
    private final double shared;

    /**
     * @param horizon in sessions
     * @param shared the correlation of the normal numbers of one session, 0 to below 1
     */
    Market(int tickers, int horizon, double shared) {
        this.tickers = tickers;
        this.horizon = horizon;
        this.shared = shared;
    }

    int tickers() {
        return tickers;
    }

    int horizon() {
        return horizon;
    }

    /** The correlation of the normal numbers that makes two forecasts of one session right together as often as it was measured. */
    static double shared(double accuracy, double intraclassCorrelation) {
        double low = 0;
        double high = 1;
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (intraclassCorrelation(accuracy, middle) < intraclassCorrelation) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** The variance between sessions of the accuracy that they expect, over that of a single forecast. */
    private static double intraclassCorrelation(double accuracy, double shared) {
        double variance = 0;
        for (int i = 0; i < PLACES; i++) {
            double expected = expected(accuracy, shared, NORMAL.inverseCumulativeProbability((i + 0.5) / PLACES));
            variance += (expected - accuracy) * (expected - accuracy) / PLACES;
        }
        return variance / (accuracy * (1 - accuracy));
    }

    /** The accuracy that is expected of a session, given what its forecasts share. */
    private static double expected(double accuracy, double shared, double common) {
        double limit = NORMAL.inverseCumulativeProbability(accuracy);
        return NORMAL.cumulativeProbability((limit - Math.sqrt(shared) * common) / Math.sqrt(1 - shared));
    }

    /**
     * How many forecasts were right in each session.
     *
     * @param accuracy to expect of a session, by its number
     */
    double[] right(SplittableRandom random, int sessions, IntToDoubleFunction accuracy) {
        return horizon == 1 ? rightNextBar(random, sessions, accuracy) : rightLater(random, sessions, accuracy);
    }

    private double[] rightNextBar(SplittableRandom random, int sessions, IntToDoubleFunction accuracy) {
        double[] right = new double[sessions];
        for (int session = 0; session < sessions; session++) {
            double expected = expected(accuracy.applyAsDouble(session), shared, random.nextGaussian());
            for (int i = 0; i < tickers; i++) {
                right[session] += random.nextDouble() < expected ? 1 : 0;
            }
        }
        return right;
    }

    private double[] rightLater(SplittableRandom random, int sessions, IntToDoubleFunction accuracy) {
        double[] limits = new double[sessions];
        for (int session = 0; session < sessions; session++) {
            limits[session] = NORMAL.inverseCumulativeProbability(accuracy.applyAsDouble(session));
        }
        double[] common = overlapping(random, sessions, Math.sqrt(shared));
        double[] right = new double[sessions];
        for (int i = 0; i < tickers; i++) {
            double[] own = overlapping(random, sessions, Math.sqrt(1 - shared));
            for (int session = 0; session < sessions; session++) {
                right[session] += common[session] + own[session] < limits[session] ? 1 : 0;
            }
        }
        return right;
    }

    /** Sums of so many successive normal numbers as the horizon has bars, scaled. */
    private double[] overlapping(SplittableRandom random, int sessions, double scale) {
        double[] numbers = new double[sessions + horizon - 1];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = random.nextGaussian();
        }
        double[] sums = new double[sessions];
        for (int session = 0; session < sessions; session++) {
            for (int bar = 0; bar < horizon; bar++) {
                sums[session] += numbers[session + bar];
            }
            sums[session] *= scale / Math.sqrt(horizon);
        }
        return sums;
    }
}
