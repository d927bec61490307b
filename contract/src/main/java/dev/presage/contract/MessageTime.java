package dev.presage.contract;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * The times that messages carry: from 1900 to 2199, written as RFC 3339 has it, with seconds, up to nine digits of a fraction, and
 * {@code Z} or an offset of up to 18 hours.
 *
 * <p>{@link Instant#parse} would take more than the JSON Schemas can say, and not the same on every Java version: 24:00, leap
 * seconds, lower-case letters, years of six digits.
 */
final class MessageTime {
    private static final long EARLIEST = Instant.parse("1900-01-01T00:00:00Z").getEpochSecond();
    private static final long END = Instant.parse("2200-01-01T00:00:00Z").getEpochSecond();
    private static final int FRACTION = 19;

    private MessageTime() {}

    /** @throws IllegalArgumentException for a time before 1900 or after 2199 */
    static void require(String name, Instant time) {
        if (time.getEpochSecond() < EARLIEST || time.getEpochSecond() >= END) {
            throw Invalid.value(name, time, "a time from 1900 to 2199");
        }
    }

    /** @throws DateTimeException if the text is no such time */
    static Instant parse(String text) {
        if (text.length() <= FRACTION
                || text.charAt(4) != '-'
                || text.charAt(7) != '-'
                || text.charAt(10) != 'T'
                || text.charAt(13) != ':'
                || text.charAt(16) != ':') {
            throw new DateTimeException("not shaped like a time");
        }
        int year = digits(text, 0, 4);
        if (year < 1900 || year > 2199) {
            throw new DateTimeException("a year out of range");
        }
        LocalDate day = LocalDate.of(year, digits(text, 5, 7), digits(text, 8, 10));
        int zone = endOfFraction(text);
        LocalTime time =
                LocalTime.of(digits(text, 11, 13), digits(text, 14, 16), digits(text, 17, 19), nanos(text, zone));
        return LocalDateTime.of(day, time).toInstant(offset(text, zone));
    }

    private static int endOfFraction(String text) {
        int at = FRACTION;
        if (text.charAt(at) == '.') {
            do {
                at++;
            } while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9');
        }
        return at;
    }

    private static int nanos(String text, int end) {
        if (end == FRACTION) {
            return 0;
        }
        int digits = end - FRACTION - 1;
        if (digits < 1 || digits > 9) {
            throw new DateTimeException("a fraction of no or of too many digits");
        }
        int nanos = digits(text, FRACTION + 1, end);
        for (int i = digits; i < 9; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static ZoneOffset offset(String text, int at) {
        if (text.length() == at + 1 && text.charAt(at) == 'Z') {
            return ZoneOffset.UTC;
        }
        if (text.length() != at + 6 || text.charAt(at + 3) != ':') {
            throw new DateTimeException("no offset from UTC");
        }
        int hours = digits(text, at + 1, at + 3);
        int minutes = digits(text, at + 4, at + 6);
        return switch (text.charAt(at)) {
            case '+' -> ZoneOffset.ofHoursMinutes(hours, minutes);
            case '-' -> ZoneOffset.ofHoursMinutes(-hours, -minutes);
            default -> throw new DateTimeException("no sign before the offset");
        };
    }

    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                throw new DateTimeException("not a digit");
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
