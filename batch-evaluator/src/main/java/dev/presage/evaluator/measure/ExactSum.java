package dev.presage.evaluator.measure;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * A sum of doubles without rounding, until its value is asked: whatever the order in which numbers were added and sums merged, the
 * value is the same to the last bit.
 *
 * <p>Shewchuk, "Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates" (1997), grow-expansion; rounded
 * as Python's {@code math.fsum} does. A sum that took in something that is not finite has no finite value.
 */
final class ExactSum {
    /** Numbers that do not overlap, of ascending magnitude, whose sum is the sum. */
    private double[] parts = new double[2];

    private int size;

    void add(double number) {
        double carry = number;
        int kept = 0;
        for (int i = 0; i < size; i++) {
            double larger = Math.abs(carry) < Math.abs(parts[i]) ? parts[i] : carry;
            double smaller = Math.abs(carry) < Math.abs(parts[i]) ? carry : parts[i];
            carry = larger + smaller;
            double lost = smaller - (carry - larger);
            if (lost != 0) {
                parts[kept++] = lost;
            }
        }
        if (kept == parts.length) {
            parts = Arrays.copyOf(parts, 2 * kept);
        }
        parts[kept] = carry;
        size = kept + 1;
    }

    /** Adds {@code times} times a number. */
    void add(double number, long times) {
        double product = number * times;
        add(product);
        add(Math.fma(number, (double) times, -product));
    }

    void merge(ExactSum other) {
        for (int i = 0; i < other.size; i++) {
            add(other.parts[i]);
        }
    }

    void write(DataOutput out) throws IOException {
        out.writeInt(size);
        for (int i = 0; i < size; i++) {
            out.writeDouble(parts[i]);
        }
    }

    static ExactSum read(DataInput in) throws IOException {
        ExactSum sum = new ExactSum();
        for (int i = in.readInt(); i > 0; i--) {
            sum.add(in.readDouble());
        }
        return sum;
    }

    /** The double nearest to the sum. */
    double value() {
        if (size == 0) {
            return 0;
        }
        int next = size - 1;
        double high = parts[next];
        double low = 0;
        while (next > 0 && low == 0) {
            double before = high;
            high = before + parts[--next];
            low = parts[next] - (high - before);
        }
        // What is left decides when the sum lies exactly between two doubles.
        if (next > 0 && low != 0 && Math.signum(low) == Math.signum(parts[next - 1])) {
            double other = high + 2 * low;
            if (other - high == 2 * low) {
                return other;
            }
        }
        return high;
    }
}
