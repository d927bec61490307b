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
 * all sums of one lie in one array, each with the room that it needed so far.
 */
public class ExactSums {
    private static final int MORE_ROOM = 4;

    /** Sum after sum, numbers that do not overlap, of ascending magnitude, whose sum is the sum; then zeros. */
    private double[] parts;

    /** Where the room of each sum ends. */
    private final int[] ends;

    /** @param sums how many, each 0 at first */
    public ExactSums(int sums) {
        parts = new double[sums];
        ends = new int[sums];
        for (int sum = 0; sum < sums; sum++) {
            ends[sum] = sum + 1;
        }
    }

    /** How many sums there are. */
    final int sums() {
        return ends.length;
    }

    private int start(int sum) {
        return sum == 0 ? 0 : ends[sum - 1];
    }

    private int room() {
        return ends[ends.length - 1];
    }

    /** Adds a number to a sum, by its place. */
    public final void add(int sum, double number) {
        int start = start(sum);
        int end = ends[sum];
        int next = start;
        double carry = number;
        for (int i = start; i < end && parts[i] != 0; i++) {
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
            Arrays.fill(parts, start, end, 0);
            parts[start] = Double.NaN;
        } else if (next < end) {
            parts[next] = carry;
        } else {
            makeRoom(sum);
            parts[end] = carry;
        }
    }

    private void makeRoom(int sum) {
        int end = ends[sum];
        int room = room();
        if (room == parts.length) {
            parts = Arrays.copyOf(parts, room + MORE_ROOM);
        }
        System.arraycopy(parts, end, parts, end + 1, room - end);
        for (int i = sum; i < ends.length; i++) {
            ends[i]++;
        }
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
        for (int sum = 0; sum < ends.length; sum++) {
            for (int i = other.start(sum); i < other.ends[sum]; i++) {
                if (other.parts[i] != 0) {
                    add(sum, other.parts[i]);
                }
            }
        }
    }

    /** All sums, in full. */
    public final void write(DataOutput out) throws IOException {
        for (int end : ends) {
            out.writeInt(end);
        }
        for (int i = 0; i < room(); i++) {
            out.writeDouble(parts[i]);
        }
    }

    /** Takes the place of all sums by what {@link #write} wrote of as many. */
    public final void read(DataInput in) throws IOException {
        for (int sum = 0; sum < ends.length; sum++) {
            ends[sum] = in.readInt();
        }
        parts = new double[room()];
        for (int i = 0; i < parts.length; i++) {
            parts[i] = in.readDouble();
        }
    }

    /** The double nearest to a sum. */
    public final double value(int sum) {
        int first = start(sum);
        int next = ends[sum] - 1;
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
