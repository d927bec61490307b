package dev.presage.demo;

import dev.presage.contract.PriceBar;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;

/** Moves bars of the past by whole weeks of New York time, so that a Monday stays a Monday and 16:00 stays 16:00 through daylight saving. */
final class Calendar {
    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final LocalTime CLOSE = LocalTime.of(16, 0);

    private Calendar() {}

    /** The bars as if the week of the newest one were the last completed week: the newest whose Friday 16:00 is at or before now. */
    static List<PriceBar> toLastCompletedWeek(List<PriceBar> bars, Instant now) {
        LocalDate newest = bars.stream()
                .map(bar -> session(bar.closeTime()))
                .max(LocalDate::compareTo)
                .orElseThrow(() -> new IllegalArgumentException("there is no bar to move"));
        long weeks = ChronoUnit.WEEKS.between(monday(newest), lastCompletedWeek(now));
        return bars.stream().map(bar -> later(bar, weeks)).toList();
    }

    /** The day in New York. */
    static LocalDate session(Instant closeTime) {
        return closeTime.atZone(NEW_YORK).toLocalDate();
    }

    private static LocalDate lastCompletedWeek(Instant now) {
        ZonedDateTime there = now.atZone(NEW_YORK);
        LocalDate monday = monday(there.toLocalDate());
        ZonedDateTime end = monday.with(TemporalAdjusters.next(DayOfWeek.FRIDAY))
                .atTime(CLOSE)
                .atZone(NEW_YORK);
        return end.isAfter(there) ? monday.minusWeeks(1) : monday;
    }

    private static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private static PriceBar later(PriceBar bar, long weeks) {
        Instant closeTime =
                bar.closeTime().atZone(NEW_YORK).plusWeeks(weeks).toInstant(); // keeps the local time, not the offset
        return new PriceBar(bar.ticker(), closeTime, bar.open(), bar.high(), bar.low(), bar.close(), bar.volume());
    }
}
