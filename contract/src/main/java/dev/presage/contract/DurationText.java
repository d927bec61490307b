package dev.presage.contract;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;

/** Durations as people write them, {@code 250ms} or {@code 1h30m}, and as ISO 8601 does. */
final class DurationText {
    private static final int LONGEST = 50;

    private DurationText() {}

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException or {@link DateTimeException} if it is none
     */
    static Duration parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("too long");
        }
        String upper = text.toUpperCase(Locale.ROOT);
        if (upper.endsWith("MS")) {
            return Duration.ofMillis(Long.parseLong(text.substring(0, text.length() - 2)));
        }
        return Duration.parse(upper.startsWith("P") ? upper : upper.endsWith("D") ? "P" + upper : "PT" + upper);
    }

    /** Writes one, exactly to the millisecond. */
    static String of(Duration duration) {
        return duration.toMillis() % 1000 == 0
                ? duration.toString().substring(2).toLowerCase(Locale.ROOT)
                : duration.toMillis() + "ms";
    }
}
