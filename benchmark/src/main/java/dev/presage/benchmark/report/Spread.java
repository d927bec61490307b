package dev.presage.benchmark.report;

import java.util.List;
import java.util.Locale;

/**
 * What several rounds say.
 *
 * @param median the middle value; the mean of the two middle ones of an even number
 * @param min the least
 * @param max the greatest
 */
public record Spread(double median, double min, double max) {
    /** Of at least one value. */
    public static Spread of(List<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("no values, expected at least one");
        }
        List<Double> ordered = values.stream().sorted().toList();
        int middle = ordered.size() / 2;
        double median =
                ordered.size() % 2 == 1 ? ordered.get(middle) : (ordered.get(middle - 1) + ordered.get(middle)) / 2;
        return new Spread(median, ordered.get(0), ordered.get(ordered.size() - 1));
    }

    /**
     * The median, and in brackets the least and the greatest.
     *
     * @param format of each, such as {@code %.2f}
     */
    String text(String format) {
        return String.format(Locale.ROOT, format + " (" + format + " to " + format + ")", median, min, max);
    }

    /** How far the values lie apart, as a share of the median. */
    public double relative() {
        return (max - min) / median;
    }
}
