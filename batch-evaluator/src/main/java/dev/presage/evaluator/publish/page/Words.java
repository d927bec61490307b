package dev.presage.evaluator.publish.page;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Figures and times as a person reads them. What is not known is a dash; spaces within a figure do not break. */
final class Words {
    static final String UNKNOWN = "–";

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter WEEKDAY = DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd\u00a0HH:mm\u00a0'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private Words() {}

    /** A ratio in percent, with one decimal. */
    static String percent(@Nullable Double ratio) {
        String number = percentNumber(ratio, 1);
        return number.equals(UNKNOWN) ? number : number + "\u00a0%";
    }

    /** A ratio in percent, without the sign. */
    static String percentNumber(@Nullable Double ratio, int decimals) {
        return ratio == null ? UNKNOWN : number(100 * ratio, decimals);
    }

    /** Never "−0.0". */
    static String number(@Nullable Double value, int decimals) {
        if (value == null || !Double.isFinite(value)) {
            return UNKNOWN;
        }
        String digits = String.format(Locale.ROOT, "%." + decimals + "f", Math.abs(value));
        boolean negative = value < 0 && digits.chars().anyMatch(c -> c >= '1' && c <= '9');
        return negative ? "−" + digits : digits;
    }

    /** In groups of three from five digits on. */
    static String count(long count) {
        String digits = Long.toString(count);
        return digits.length() < 5
                ? digits
                : String.format(Locale.ROOT, "%,d", count).replace(',', '\u202f');
    }

    /** So many of something, which has a regular plural. */
    static String count(long count, String noun) {
        return count(count) + " " + noun + (count == 1 ? "" : "s");
    }

    /** How probable something is by chance. */
    static String probability(double p) {
        return p < 0.001 ? "p < 0.001" : "p = " + number(p, p < 0.1 ? 3 : 2);
    }

    /** A day, or several, from its ISO date; what is none is told as it is. */
    static String days(String from, String to) {
        return from.equals(to) ? day(from, WEEKDAY) : day(from, DAY) + " to " + day(to, DAY);
    }

    private static String day(String date, DateTimeFormatter format) {
        try {
            return LocalDate.parse(date).format(format);
        } catch (DateTimeException e) {
            return date;
        }
    }

    /** An ISO duration in days, or else in hours, if it is whole ones; any other is told as it is. */
    static String duration(String duration) {
        try {
            Duration parsed = Duration.parse(duration);
            if (parsed.equals(Duration.ofDays(parsed.toDays()))) {
                return count(parsed.toDays(), "day");
            }
            return parsed.equals(Duration.ofHours(parsed.toHours())) ? count(parsed.toHours(), "hour") : duration;
        } catch (DateTimeException e) {
            return duration;
        }
    }

    /** An instant to the minute, in UTC; what is none is told as it is. */
    static String time(String instant) {
        try {
            return TIME.format(Instant.parse(instant));
        } catch (DateTimeException e) {
            return instant;
        }
    }
}
