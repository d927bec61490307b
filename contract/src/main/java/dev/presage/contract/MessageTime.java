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
    private static final int DAYS_PER_4_YEARS = 1461;
    private static final int MARCH_1900 = dayFrom1900(1900);
    private static final int MARCH_2100 = dayFrom1900(2100);
    private static final int DAYS_FROM_MARCH_1896 = 1 - dayFrom1900(1896); // with 29 February 1900

    private static int dayFrom1900(int year) {
        return (int) ChronoUnit.DAYS.between(LocalDate.of(1900, 1, 1), LocalDate.of(year, 3, 1));
    }

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
        int minute = second / 60;
        int hour = minute / 60;
        int ofMonth = writeMonth(day, out, at);
        ByteWords.put(
                Digits.pair(ofMonth)
                        | (long) 'T' << 16
                        | Digits.pair(hour) << 24
                        | (long) ':' << 40
                        | Digits.pair(minute - 60 * hour) << 48,
                out,
                at + 8);
        out[at + 16] = ':';
        ByteWords.putPair((int) Digits.pair(second - 60 * minute), out, at + 17);
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

    /**
     * Writes year and month. Years are counted from March, so that a leap day is their last; every fourth one has 366 days once 1900
     * and 2100 are given theirs; a month is 153/5 days, rounded.
     *
     * @return the day of the month
     */
    private static int writeMonth(int dayFrom1900, byte[] out, int at) {
        int leapDays = dayFrom1900 < MARCH_1900 ? -1 : dayFrom1900 >= MARCH_2100 ? 1 : 0;
        int day = dayFrom1900 + leapDays + DAYS_FROM_MARCH_1896;
        int year = (4 * day + 3) / DAYS_PER_4_YEARS;
        int ofYear = day - DAYS_PER_4_YEARS * year / 4;
        int month = (5 * ofYear + 2) / 153;
        int january = month >= 10 ? 1 : 0;
        int written = 1896 + year + january;
        int century = written / 100;
        ByteWords.put(
                Digits.pair(century)
                        | Digits.pair(written - 100 * century) << 16
                        | (long) '-' << 32
                        | Digits.pair(month + 3 - 12 * january) << 40
                        | (long) '-' << 56,
                out,
                at);
        return ofYear - (153 * month + 2) / 5 + 1;
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
