package dev.presage.evaluator.measure;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * One answer beside the truth.
 *
 * <p>A direction is the sign of a price minus the reference price that the model was told, whatever has become of that bar since:
 * what was served is what is scored.
 *
 * @param reference the price when the forecast was made
 * @param predicted the price that was forecast
 * @param confidence the probability, 0 to 1, that the forecast gave to its direction
 * @param truth the price that came
 */
public record Score(double reference, double predicted, double confidence, double truth) {
    public Score {
        confidence += 0.0; // of -0 it makes 0, so that scores that are alike are equal
    }

    /** 1 if the direction was right, 0 if not; half if nothing moved or nothing was forecast to move. */
    double right() {
        return half(Math.signum(predicted - reference) * Math.signum(truth - reference));
    }

    /** What "always up" would have got: 1 if the price rose, 0 if it fell, half if it stayed. */
    double up() {
        return half(Math.signum(truth - reference));
    }

    /** Whether both the forecast and the price moved, so that a probability can have been right or wrong. */
    boolean decided() {
        return predicted != reference && truth != reference;
    }

    /** Forecast minus truth, in USD: positive where too much was promised. */
    double error() {
        return predicted - truth;
    }

    /** The absolute error over the truth, 0 at best. */
    public double relativeError() {
        return Math.abs(error()) / truth;
    }

    /** What "the price does not change" would have been off by, in USD. */
    double unchangedError() {
        return Math.abs(reference - truth);
    }

    /** The return that was forecast. */
    double predictedReturn() {
        return predicted / reference - 1;
    }

    void write(DataOutput out) throws IOException {
        out.writeDouble(reference);
        out.writeDouble(predicted);
        out.writeDouble(confidence);
        out.writeDouble(truth);
    }

    static Score read(DataInput in) throws IOException {
        return new Score(in.readDouble(), in.readDouble(), in.readDouble(), in.readDouble());
    }

    private static double half(double sign) {
        return (1 + sign) / 2;
    }
}
