package dev.presage.contract;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The times that messages carry as bytes: what {@link MessageTime} and {@link Instant#toString} say, in a tenth of their time.
 *
 * <p>Years are counted from March, so that a leap day is their last; every fourth one has 366 days once 1900 and 2100 are given theirs;
 * a month is 153/5 days, rounded.
 */
final class TimeText {
    private static final long EARLIEST = Instant.parse("1900-01-01T00:00:00Z").getEpochSecond();
    private static final int FRACTION = 19;
    private static final int SECONDS_PER_DAY = 86_400;
    private static final int DAYS_PER_4_YEARS = 1461;
    private static final int MARCH_1900 = dayFrom1900(1900);
    private static final int MARCH_2100 = dayFrom1900(2100);
    private static final int DAYS_FROM_MARCH_1896 = 1 - dayFrom1900(1896); // with 29 February 1900
    private static final byte[] DAYS_OF_MONTH = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    private static final int NO_NUMBER = -1_000_000; // and negative whatever digits stand beside it
    private static final int OFFSET = 6;
    private static final int LONGEST_OFFSET = 18 * 60;
    private static final int[] TENS = {1, 10, 100, 1000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000};

    private TimeText() {}

    private static int dayFrom1900(int year) {
        return (int) ChronoUnit.DAYS.between(LocalDate.of(1900, 1, 1), LocalDate.of(year, 3, 1));
    }

    /** The time that {@link MessageTime#parse} would read from these bytes; null if it would read none. */
    static @Nullable Instant read(byte[] text, int from, int end) {
        if (end - from <= FRACTION || text[from + 16] != ':') {
            return null;
        }
        int zone = text[end - 1] == 'Z' ? end - 1 : end - OFFSET;
        int second = pair(text, from + 17);
        int nanos = readFraction(text, from + FRACTION, zone);
        int offset = readOffset(text, zone, end);
        if (second < 0 || second > 59 || nanos < 0 || offset == NO_NUMBER) {
            return null;
        }
        Minute minute = Minute.read(text, from);
        return minute == null ? null : Instant.ofEpochSecond(minute.epochSecond - 60L * offset + second, nanos);
    }

    /**
     * A minute as it is read. Messages that are read together tell of few of them again and again, so the last ones are kept, as {@link
     * Second}s are.
     */
    private static final class Minute {
        private static final int BITS = 8;
        private static final AtomicReferenceArray<Minute> KNOWN = new AtomicReferenceArray<>(1 << BITS);

        final long yearAndMonth;
        final long dayToMinute;
        final long epochSecond;

        private Minute(long yearAndMonth, long dayToMinute, long epochSecond) {
            this.yearAndMonth = yearAndMonth;
            this.dayToMinute = dayToMinute;
            this.epochSecond = epochSecond;
        }

        /** That of the 16 characters from {@code from} on; null if they are none. */
        static @Nullable Minute read(byte[] text, int from) {
            long yearAndMonth = ByteWords.get(text, from);
            long dayToMinute = ByteWords.get(text, from + Long.BYTES);
            int slot = (int) (((31 * yearAndMonth + dayToMinute) * ByteWords.SPREAD) >>> -BITS);
            Minute known = KNOWN.getPlain(slot);
            if (known != null && known.yearAndMonth == yearAndMonth && known.dayToMinute == dayToMinute) {
                return known;
            }
            long epochSecond = epochSecond(text, from);
            if (epochSecond == Long.MIN_VALUE) {
                return null;
            }
            known = new Minute(yearAndMonth, dayToMinute, epochSecond);
            KNOWN.setPlain(slot, known);
            return known;
        }

        private static long epochSecond(byte[] text, int from) {
            int day = readDay(text, from);
            int hour = pair(text, from + 11);
            int minute = pair(text, from + 14);
            return text[from + 4] != '-'
                            || text[from + 7] != '-'
                            || text[from + 10] != 'T'
                            || text[from + 13] != ':'
                            || day < 0
                            || hour < 0
                            || hour > 23
                            || minute < 0
                            || minute > 59
                    ? Long.MIN_VALUE
                    : EARLIEST + (long) day * SECONDS_PER_DAY + (hour * 3600L + minute * 60L);
        }
    }

    /** Days from 1900-01-01; negative if there is no such day from 1900 to 2199. */
    private static int readDay(byte[] text, int from) {
        int year = 100 * pair(text, from) + pair(text, from + 2);
        int month = pair(text, from + 5);
        int day = pair(text, from + 8);
        if (year < 1900 || year > 2199 || month < 1 || month > 12 || day < 1) {
            return -1;
        }
        boolean isLeapYear = year % 4 == 0 && year != 1900 && year != 2100;
        if (day > DAYS_OF_MONTH[month] + (isLeapYear && month == 2 ? 1 : 0)) {
            return -1;
        }
        boolean isBeforeMarch = month < 3;
        int yearFromMarch = isBeforeMarch ? year - 1 : year;
        int monthFromMarch = isBeforeMarch ? month + 9 : month - 3;
        int leapDays = yearFromMarch < 1900 ? -1 : yearFromMarch >= 2100 ? 1 : 0;
        return (yearFromMarch - 1896) * DAYS_PER_4_YEARS / 4
                + (153 * monthFromMarch + 2) / 5
                + day
                - 1
                - leapDays
                - DAYS_FROM_MARCH_1896;
    }

    /** The number that two digits make; {@link #NO_NUMBER} if they are none. */
    private static int pair(byte[] text, int at) {
        int tens = text[at] - '0';
        int ones = text[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? NO_NUMBER : 10 * tens + ones;
    }

    /** The nanoseconds that a fraction says, which may be absent; {@link #NO_NUMBER} if it is none. */
    private static int readFraction(byte[] text, int from, int end) {
        int digits = end - from - 1;
        if (digits == -1) {
            return 0;
        }
        if (digits < 1 || digits > 9 || text[from] != '.') {
            return NO_NUMBER;
        }
        int fraction = 0;
        for (int at = from + 1; at < end; at++) {
            int digit = text[at] - '0';
            if (digit < 0 || digit > 9) {
                return NO_NUMBER;
            }
            fraction = 10 * fraction + digit;
        }
        return fraction * TENS[9 - digits];
    }

    /** Minutes east of Greenwich; {@link #NO_NUMBER} if there is no such offset. */
    private static int readOffset(byte[] text, int at, int end) {
        if (end == at + 1 && text[at] == 'Z') {
            return 0;
        }
        if (end != at + 6 || text[at + 3] != ':' || (text[at] != '+' && text[at] != '-')) {
            return NO_NUMBER;
        }
        int hours = pair(text, at + 1);
        int minutes = pair(text, at + 4);
        if (hours < 0 || minutes < 0 || minutes > 59 || 60 * hours + minutes > LONGEST_OFFSET) {
            return NO_NUMBER;
        }
        return text[at] == '-' ? -60 * hours - minutes : 60 * hours + minutes;
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
        Second second = Second.of(time.getEpochSecond());
        ByteWords.put(second.yearAndMonth, out, at);
        ByteWords.put(second.dayToMinute, out, at + 8);
        out[at + 16] = ':';
        ByteWords.putPair(second.second, out, at + 17);
        int end = writeFraction(time.getNano(), out, at + FRACTION);
        out[end] = 'Z';
        return end + 1;
    }

    /**
     * A second as it is written. Messages that are written together tell of few of them again and again, so the last ones are kept; any thread
     * may use them, without a lock: they never change, and one that is lost to another thread is only made again.
     */
    private static final class Second {
        private static final int MOST = 64;
        private static final AtomicReferenceArray<Second> KNOWN = new AtomicReferenceArray<>(MOST);

        final long epochSecond;
        final long yearAndMonth;
        final long dayToMinute;
        final int second;

        private Second(long epochSecond) {
            this.epochSecond = epochSecond;
            long fromEarliest = epochSecond - EARLIEST;
            int day = (int) (fromEarliest / SECONDS_PER_DAY);
            int ofDay = (int) (fromEarliest - (long) day * SECONDS_PER_DAY);
            int minute = ofDay / 60;
            int hour = minute / 60;
            byte[] month = new byte[Long.BYTES];
            int ofMonth = writeMonth(day, month, 0);
            yearAndMonth = ByteWords.get(month, 0);
            dayToMinute = Digits.pair(ofMonth)
                    | (long) 'T' << 16
                    | Digits.pair(hour) << 24
                    | (long) ':' << 40
                    | Digits.pair(minute - 60 * hour) << 48;
            second = (int) Digits.pair(ofDay - 60 * minute);
        }

        static Second of(long epochSecond) {
            int slot = (int) (epochSecond & (MOST - 1));
            Second known = KNOWN.getPlain(slot);
            if (known == null || known.epochSecond != epochSecond) {
                known = new Second(epochSecond);
                KNOWN.setPlain(slot, known);
            }
            return known;
        }
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
     * Writes year and month.
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
}
