package dev.presage.evaluator.match;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SessionCalendarTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Instant LATER = Instant.parse("2018-01-01T00:00:00Z");

    private static NavigableSet<LocalDate> days(String... days) {
        return new TreeSet<>(Stream.of(days).map(LocalDate::parse).toList());
    }

    private static SessionCalendar calendar(String from, String to, int trailing, Instant now, String... sessions) {
        return new SessionCalendar(
                new Period(LocalDate.parse(from), LocalDate.parse(to), NEW_YORK), days(sessions), trailing, now);
    }

    @Test
    void leavesOutSessionsAfterThePeriod() {
        SessionCalendar calendar =
                calendar("2017-03-02", "2017-03-03", 2, LATER, "2017-03-01", "2017-03-02", "2017-03-06");

        assertThat(calendar.inPeriod()).isEqualTo(days("2017-03-02"));
        assertThat(calendar.sessions()).isEqualTo(days("2017-03-01", "2017-03-02"));
    }

    @Test
    void startsAfterTheSessionBeforeThoseThatTheYearsFirstRestOn() {
        NavigableSet<LocalDate> sessions = new TreeSet<>();
        LocalDate.parse("2016-12-01").datesUntil(LocalDate.parse("2017-03-08")).forEach(sessions::add);
        LocalDate day = LocalDate.parse("2017-03-07");

        SessionCalendar calendar = new SessionCalendar(new Period(day, day, NEW_YORK), sessions, 20, LATER);

        assertThat(calendar.start()).as("20 before New Year").isEqualTo("2016-12-12T05:00:00Z");
        assertThat(calendar.end()).isEqualTo("2017-03-08T05:00:00Z");
        assertThat(calendar.reachesBack()).isTrue();
    }

    @Test
    void startsInTheYearBeforeWhereTheYearHasFewSessions() {
        NavigableSet<LocalDate> sessions = new TreeSet<>();
        LocalDate.parse("2016-01-01").datesUntil(LocalDate.parse("2017-01-03")).forEach(sessions::add);
        LocalDate day = LocalDate.parse("2017-01-02");

        SessionCalendar calendar = new SessionCalendar(new Period(day, day, NEW_YORK), sessions, 20, LATER);

        assertThat(calendar.start()).as("20 before the last 60").isEqualTo("2016-10-15T04:00:00Z");
    }

    @Test
    void startsWithTheFirstSessionThatIsKnownAndSaysThatItMightBeEarlier() {
        SessionCalendar calendar = calendar("2017-03-03", "2017-03-07", 1, LATER, "2017-03-03", "2017-03-07");

        assertThat(calendar.start()).isEqualTo("2017-01-01T05:00:00Z");
        assertThat(calendar.reachesBack()).as("what was before is not known").isFalse();
    }

    @Test
    void aDeadlineOnAWeekendBelongsToTheNextSession() {
        SessionCalendar calendar = calendar("2017-03-03", "2017-03-07", 1, LATER, "2017-03-03", "2017-03-06");

        assertThat(calendar.sessionOf(Instant.parse("2017-03-04T12:00:00Z"))).isEqualTo("2017-03-06");
        assertThat(calendar.sessionOf(Instant.parse("2017-03-07T04:59:59Z"))).isEqualTo("2017-03-06");
        assertThat(calendar.sessionOf(Instant.parse("2017-03-07T05:00:00Z")))
                .as("the last day, when no session follows")
                .isEqualTo("2017-03-07");
    }

    @Test
    void aDayThatIsNotOverEndsNow() {
        Instant noon = Instant.parse("2017-03-07T17:00:00Z");
        SessionCalendar calendar = calendar("2017-03-07", "2017-03-07", 1, noon, "2017-03-06", "2017-03-07");

        assertThat(calendar.ends())
                .containsExactly(
                        entry(LocalDate.parse("2017-03-06"), Instant.parse("2017-03-07T05:00:00Z")),
                        entry(LocalDate.parse("2017-03-07"), noon));
    }

    @Test
    void daysAreAsLongAsTheZoneMakesThem() {
        assertThat(new Period(LocalDate.parse("2017-03-12"), LocalDate.parse("2017-03-12"), NEW_YORK))
                .satisfies(period -> {
                    assertThat(period.start()).isEqualTo("2017-03-12T05:00:00Z");
                    assertThat(period.end()).isEqualTo("2017-03-13T04:00:00Z");
                });
    }
}
