package dev.presage.evaluator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * When each day is evaluated: at a time of the day after it. Where clocks are put forward past that time, it is as much later; where they
 * are put back and the time comes twice, it is the first.
 *
 * @param at the time of day
 * @param zone whose days and whose time
 */
record NightSchedule(LocalTime at, ZoneId zone) {
    /** When the evaluation of a day is due. */
    ZonedDateTime due(LocalDate day) {
        return ZonedDateTime.of(day.plusDays(1), at, zone);
    }

    /** The last day whose evaluation is due. */
    LocalDate newestDue(Instant now) {
        LocalDate yesterday = LocalDate.ofInstant(now, zone).minusDays(1);
        return due(yesterday).toInstant().isAfter(now) ? yesterday.minusDays(1) : yesterday;
    }
}
