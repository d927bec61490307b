package dev.presage.evaluator.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.evaluator.match.Period;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final LocalDate NEW_YEAR = LocalDate.parse("2017-01-01");

    /** Every day of December 2016 and January 2017. */
    private static final NavigableSet<LocalDate> DAYS = new TreeSet<>(
            NEW_YEAR.minusDays(31).datesUntil(NEW_YEAR.plusDays(31)).toList());

    private static Period period(String from, String to) {
        return new Period(LocalDate.parse(from), LocalDate.parse(to), ZoneId.of("America/New_York"));
    }

    @Test
    void theSessionIsWhatWasAskedFor() {
        assertThat(Window.SESSION.of(DAYS, period("2017-01-04", "2017-01-06"))).hasSize(3);
        assertThat(Window.SESSION.of(DAYS, period("2017-02-01", "2017-02-06"))).isEmpty();
    }

    @Test
    void theTrailingSessionsEndWhereThePeriodDoesHoweverLongItIs() {
        NavigableSet<LocalDate> trailing = Window.TWENTY_SESSIONS.of(DAYS, period("2017-01-01", "2017-01-06"));

        assertThat(trailing).hasSize(20);
        assertThat(trailing.first()).isEqualTo("2016-12-18");
        assertThat(trailing.last()).isEqualTo("2017-01-06");
    }

    @Test
    void thereAreAsManyTrailingSessionsAsAreKnown() {
        assertThat(Window.TWENTY_SESSIONS.of(DAYS, period("2016-12-03", "2016-12-03")))
                .hasSize(3);
        assertThat(Window.TWENTY_SESSIONS.of(DAYS, period("2016-11-30", "2016-11-30")))
                .isEmpty();
    }

    @Test
    void theYearBeginsAnewOnTheFirstOfJanuary() {
        assertThat(Window.YEAR.of(DAYS, period("2016-12-31", "2016-12-31"))).hasSize(31);
        assertThat(Window.YEAR.of(DAYS, period("2017-01-01", "2017-01-01"))).containsExactly(NEW_YEAR);
        assertThat(Window.YEAR.of(DAYS, period("2016-12-20", "2017-01-10")))
                .as("that in which the period ends")
                .hasSize(10);
    }

    @Test
    void labelsAreThoseOfTheMetrics() {
        assertThat(Window.values()).extracting(Window::label).containsExactly("session", "20_sessions", "year");
    }
}
