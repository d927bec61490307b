package dev.presage.benchmark.report;

import java.util.Locale;
import java.util.Optional;

/**
 * Something to reach.
 *
 * @param name what
 * @param atMost whether less is better
 * @param must what it must be
 * @param aim what it should be; empty if that is the same
 * @param measured what it is; empty if nobody has looked
 */
record Goal(String name, boolean atMost, double must, Optional<Double> aim, Optional<Double> measured) {
    static Goal atMost(String name, double must, Optional<Double> measured) {
        return new Goal(name, true, must, Optional.empty(), measured);
    }

    static Goal atLeast(String name, double must, Optional<Double> measured) {
        return new Goal(name, false, must, Optional.empty(), measured);
    }

    Goal aim(double better) {
        return new Goal(name, atMost, must, Optional.of(better), measured);
    }

    /** Whether a figure reaches a bound. */
    private boolean reaches(double figure, double bound) {
        return atMost ? figure <= bound : figure >= bound;
    }

    /** In words. */
    String verdict() {
        if (measured.isEmpty()) {
            return "not measured";
        }
        double figure = measured.get();
        if (!reaches(figure, must)) {
            return "not met";
        }
        if (aim.isPresent()) {
            return reaches(figure, aim.get()) ? "met, aim too" : "met, aim not";
        }
        return "met";
    }

    String mustText() {
        return text(must);
    }

    String aimText() {
        return aim.map(this::text).orElse("");
    }

    String measuredText() {
        return measured.map(Goal::number).orElse("");
    }

    private String text(double bound) {
        return (atMost ? "at most " : "at least ") + number(bound);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : "%.2f", value);
    }
}
