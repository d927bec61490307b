package dev.presage.benchmark.report;

import java.util.List;

/**
 * What {@code parts} measured.
 *
 * @param environment where and when
 * @param parts what came out
 */
public record PartsSection(Environment environment, List<Part> parts) {
    /** The name of its file. */
    public static final String NAME = "parts";

    /**
     * One part of the work.
     *
     * @param name what is done
     * @param parameters to what, such as {@code rows=16}; empty for none
     * @param nanos for one of them
     * @param error half the width of the 99.9 % interval, in ns; NaN if too few iterations tell
     */
    public record Part(String name, String parameters, double nanos, double error) {}

    public PartsSection {
        parts = List.copyOf(parts);
    }
}
