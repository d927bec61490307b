package dev.presage.evaluator.match;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The days that an evaluation speaks of.
 *
 * @param from the first day
 * @param to the last day
 * @param zone whose midnights bound the days
 */
public record Period(LocalDate from, LocalDate to, ZoneId zone) {
    public Period {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("to is " + to + ", expected a day not before " + from);
        }
    }

    /** When the first day begins. */
    public Instant start() {
        return startOf(from);
    }

    /** When the last day is over: the first instant that is not in the period. */
    public Instant end() {
        return startOf(to.plusDays(1));
    }

    /** The first instant of a day in the period's zone. */
    public Instant startOf(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** The day of an instant in the period's zone. */
    public LocalDate dayOf(Instant instant) {
        return instant.atZone(zone).toLocalDate();
    }

    @Override
    public String toString() {
        return from.equals(to) ? from.toString() : from + " to " + to;
    }
}
