package dev.presage.worker.status;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.OptionalDouble;

/** Figures as people read them. */
final class Words {
    private Words() {}

    /** Such as {@code 3 s ago}; the clocks of others may be ahead. */
    static String ago(Instant then, Instant now) {
        return age(Duration.between(then, now)) + " ago";
    }

    /** Such as {@code 2 h 5 min}: the two largest units. Nothing is younger than 0 s. */
    static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return two(seconds, 60, "min", 1, "s");
        }
        return seconds < 86_400 ? two(seconds, 3600, "h", 60, "min") : two(seconds, 86_400, "d", 3600, "h");
    }

    /** Such as {@code 66 s} or {@code 5 min}: minutes are rounded once there are two. */
    static String about(Duration age) {
        return age.toSeconds() < 120
                ? age.toSeconds() + " s"
                : age(Duration.ofMinutes(Math.round(age.toSeconds() / 60.0)));
    }

    private static String two(long seconds, long large, String largeUnit, long small, String smallUnit) {
        long rest = seconds % large / small;
        return seconds / large + " " + largeUnit + (rest == 0 ? "" : " " + rest + " " + smallUnit);
    }

    /** Such as {@code 2026-11-20 21:00 UTC}. */
    static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS)
                .toString()
                .replace('T', ' ')
                .replaceFirst("(:\\d\\d):\\d\\dZ$", "$1 UTC");
    }

    /** Such as {@code 12 ms}; infinite is beyond the last bound of a histogram, of 30 minutes at most. */
    static String seconds(OptionalDouble seconds) {
        if (seconds.isEmpty()) {
            return "–";
        }
        double value = seconds.getAsDouble();
        if (Double.isInfinite(value)) {
            return "off the scale";
        }
        if (value < 0.001) {
            return figure(value * 1e6) + " µs";
        }
        return value < 1 ? figure(value * 1e3) + " ms" : figure(value) + " s";
    }

    /** Three digits that tell something, more where the number is large: {@code 0.417}, {@code 51.2}, {@code 1,250}. */
    static String figure(double value) {
        if (value == 0) {
            return "0";
        }
        double size = Math.abs(value);
        return String.format(
                Locale.ROOT,
                size >= 99.95 ? "%,.0f" : size >= 9.995 ? "%.1f" : size >= 0.9995 ? "%.2f" : "%.3f",
                value);
    }

    /** Such as {@code 1,250}. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** The same for what a counter holds. */
    static String count(double number) {
        return count(Math.round(number));
    }

    /** Such as {@code 48.0 %}. */
    static String percent(OptionalDouble ratio) {
        return ratio.isEmpty() ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * ratio.getAsDouble());
    }
}
