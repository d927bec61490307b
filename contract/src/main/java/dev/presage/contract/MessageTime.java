package dev.presage.contract;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

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
    private static final int SECONDS_PER_DAY = 86_400;
    private static final int DAYS_PER_400_YEARS = 146_097;
    private static final int DAYS_PER_4_YEARS = 1461;
    private static final int DAYS_FROM_MARCH_1600 =
            (int) ChronoUnit.DAYS.between(LocalDate.of(1600, 3, 1), LocalDate.of(1900, 1, 1));

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

    /** How many characters {@link Instant#toString} gives a time from 1900 to 2199. */
    @SuppressWarnings("JavaInstantGetSecondsGetNano") // the fraction alone makes the length
    static int length(Instant time) {
        int digits = fractionDigits(time.getNano());
        return digits == 0 ? FRACTION + 1 : FRACTION + digits + 2;
    }

    private static int fractionDigits(int nanos) {
        if (nanos == 0) {
            return 0;
        }
        return nanos % 1_000_000 == 0 ? 3 : nanos % 1000 == 0 ? 6 : 9;
    }

    /**
     * Writes what {@link Instant#toString} gives for a time from 1900 to 2199.
     *
     * @return the end of what was written
     */
    static int write(Instant time, byte[] out, int at) {
        long fromEarliest = time.getEpochSecond() - EARLIEST;
        int day = (int) (fromEarliest / SECONDS_PER_DAY);
        int second = (int) (fromEarliest - (long) day * SECONDS_PER_DAY);
        writeDay(day, out, at);
        out[at + 10] = 'T';
        Digits.writePair(second / 3600, out, at + 11);
        out[at + 13] = ':';
        Digits.writePair(second / 60 % 60, out, at + 14);
        out[at + 16] = ':';
        Digits.writePair(second % 60, out, at + 17);
        int end = writeFraction(time.getNano(), out, at + FRACTION);
        out[end] = 'Z';
        return end + 1;
    }

    private static int writeFraction(int nanos, byte[] out, int at) {
        int digits = fractionDigits(nanos);
        if (digits == 0) {
            return at;
        }
        out[at] = '.';
        Digits.write(digits == 3 ? nanos / 1_000_000 : digits == 6 ? nanos / 1000 : nanos, digits, out, at + 1);
        return at + 1 + digits;
    }

    /** Years are counted from March, so that a leap day is the last one; a month is then 153/5 days, rounded. */
    private static void writeDay(int dayFrom1900, byte[] out, int at) {
        int day = dayFrom1900 + DAYS_FROM_MARCH_1600;
        int century = (4 * day + 3) / DAYS_PER_400_YEARS;
        int ofCentury = day - DAYS_PER_400_YEARS * century / 4;
        int year = (4 * ofCentury + 3) / DAYS_PER_4_YEARS;
        int ofYear = ofCentury - DAYS_PER_4_YEARS * year / 4;
        int month = (5 * ofYear + 2) / 153;
        boolean isNextYear = month >= 10;
        int writtenYear = 1600 + 100 * century + year + (isNextYear ? 1 : 0);
        Digits.writePair(writtenYear / 100, out, at);
        Digits.writePair(writtenYear % 100, out, at + 2);
        out[at + 4] = '-';
        Digits.writePair(isNextYear ? month - 9 : month + 3, out, at + 5);
        out[at + 7] = '-';
        Digits.writePair(ofYear - (153 * month + 2) / 5 + 1, out, at + 8);
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
