package dev.presage.evaluator.statistics;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Several sums of doubles without rounding, until their values are asked: whatever the order in which numbers were added and sums
 * merged, a value is the same to the last bit.
 *
 * <p>Shewchuk, "Adaptive Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates" (1997), grow-expansion; rounded
 * as Python's {@code math.fsum} does. A sum that took in something that is not finite is not a number. Very many of these are kept, so
 * all sums of one lie in one array.
 */
public class ExactSums {
    /** Of each sum, as many as {@link #width}: numbers that do not overlap, of ascending magnitude, whose sum is the sum; then zeros. */
    private double[] parts;

    private int width = 2;

    /** @param sums how many, each 0 at first */
    public ExactSums(int sums) {
        parts = new double[width * sums];
    }

    /** How many sums there are. */
    final int sums() {
        return parts.length / width;
    }

    /** Adds a number to a sum, by its place. */
    public final void add(int sum, double number) {
        int next = sum * width;
        int end = next + width;
        double carry = number;
        for (int i = next; i < end && parts[i] != 0; i++) {
            double part = parts[i];
            double larger = Math.abs(carry) < Math.abs(part) ? part : carry;
            double smaller = Math.abs(carry) < Math.abs(part) ? carry : part;
            carry = larger + smaller;
            double lost = smaller - (carry - larger);
            parts[i] = 0;
            if (lost != 0) {
                parts[next++] = lost;
            }
        }
        if (!Double.isFinite(carry)) {
            Arrays.fill(parts, sum * width, end, 0);
            parts[sum * width] = Double.NaN;
        } else if (next < end) {
            parts[next] = carry;
        } else {
            widen();
            parts[sum * width + width / 2] = carry;
        }
    }

    private void widen() {
        double[] wider = new double[2 * parts.length];
        for (int from = 0; from < parts.length; from += width) {
            System.arraycopy(parts, from, wider, 2 * from, width);
        }
        parts = wider;
        width *= 2;
    }

    /** Adds {@code times} times a number. */
    public final void add(int sum, double number, long times) {
        double product = number * times;
        add(sum, product);
        if (times != 1) {
            add(sum, Math.fma(number, (double) times, -product));
        }
    }

    /** Adds each of another's sums to the one at its place. */
    public final void merge(ExactSums other) {
        for (int i = 0; i < other.parts.length; i++) {
            if (other.parts[i] != 0) {
                add(i / other.width, other.parts[i]);
            }
        }
    }

    /** All sums, in full. */
    public final void write(DataOutput out) throws IOException {
        out.writeInt(width);
        for (double part : parts) {
            out.writeDouble(part);
        }
    }

    /** Takes the place of all sums by what {@link #write} wrote of as many. */
    public final void read(DataInput in) throws IOException {
        int sums = sums();
        width = in.readInt();
        parts = new double[width * sums];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = in.readDouble();
        }
    }

    /** The double nearest to a sum. */
    public final double value(int sum) {
        int first = sum * width;
        int next = first + width - 1;
        while (next > first && parts[next] == 0) {
            next--;
        }
        double high = parts[next];
        double low = 0;
        while (next > first && low == 0) {
            double before = high;
            high = before + parts[--next];
            low = parts[next] - (high - before);
        }
        // What is left decides when the sum lies exactly between two doubles.
        if (next > first && low != 0 && Math.signum(low) == Math.signum(parts[next - 1])) {
            double other = high + 2 * low;
            if (other - high == 2 * low) {
                return other;
            }
        }
        return high;
    }
}
