package dev.presage.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.contract.PriceBar;
import dev.presage.contract.Ticker;
import dev.presage.features.DailyBars;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CalendarTest {
    private static final List<PriceBar> BARS = LocalDate.of(2017, 1, 2)
            .datesUntil(LocalDate.of(2017, 12, 30))
            .filter(CalendarTest::isWeekday)
            .map(CalendarTest::bar)
            .toList();

    @Test
    void keepsWeekdaysAndTheCloseInNewYorkThroughChangesOfTheClock() {
        List<PriceBar> moved = Calendar.toLastCompletedWeek(BARS, Instant.parse("2026-11-22T12:00:00Z"));

        assertThat(moved).hasSameSizeAs(BARS);
        for (int i = 0; i < BARS.size(); i++) {
            ZonedDateTime before = BARS.get(i).closeTime().atZone(Calendar.NEW_YORK);
            ZonedDateTime after = moved.get(i).closeTime().atZone(Calendar.NEW_YORK);
            assertThat(after.getDayOfWeek()).isEqualTo(before.getDayOfWeek());
            assertThat(after.toLocalTime()).isEqualTo(LocalTime.of(16, 0));
            assertThat(moved.get(i).close()).isEqualTo(BARS.get(i).close());
        }
        assertThat(moved.stream()
                        .map(bar -> bar.closeTime().atZone(Calendar.NEW_YORK).getOffset()))
                .as("a year has both summer and winter time")
                .contains(ZoneOffset.ofHours(-5), ZoneOffset.ofHours(-4));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T12:00:00Z, 2026-11-20", // Sunday
        "2026-11-20T21:00:00Z, 2026-11-20", // Friday, 16:00 in New York to the second
        "2026-11-20T20:59:59Z, 2026-11-13", // a second before
        "2026-11-23T03:00:00Z, 2026-11-20", // Monday by UTC, still Sunday in New York
        "2026-11-26T12:00:00Z, 2026-11-20", // Thursday
        "2026-07-17T20:00:00Z, 2026-07-17", // Friday, 16:00 in New York in summer
        "2026-07-17T19:59:59Z, 2026-07-10",
    })
    void endsWithTheLastWeekWhoseFridayHasClosed(Instant now, LocalDate newest) {
        List<PriceBar> moved = Calendar.toLastCompletedWeek(BARS, now);

        assertThat(moved.get(moved.size() - 1).closeTime()).isEqualTo(DailyBars.closeTime(newest));
        assertThat(moved).allSatisfy(bar -> assertThat(bar.closeTime()).isBeforeOrEqualTo(now));
    }

    @Test
    void leavesTheDistanceBetweenBarsAsItWasInDays() {
        List<PriceBar> moved = Calendar.toLastCompletedWeek(BARS, Instant.parse("2026-11-22T12:00:00Z"));

        long shift = Calendar.session(moved.get(0).closeTime()).toEpochDay()
                - Calendar.session(BARS.get(0).closeTime()).toEpochDay();
        assertThat(shift % 7).isZero();
        for (int i = 0; i < BARS.size(); i++) {
            assertThat(Calendar.session(moved.get(i).closeTime()))
                    .isEqualTo(Calendar.session(BARS.get(i).closeTime()).plusDays(shift));
        }
    }

    private static boolean isWeekday(LocalDate day) {
        return day.getDayOfWeek().getValue() <= 5;
    }

    private static PriceBar bar(LocalDate day) {
        double price = 100 + day.getDayOfYear();
        return new PriceBar(new Ticker("AAPL"), DailyBars.closeTime(day), price, price + 1, price - 1, price, 1000);
    }
}
