package dev.presage.faults.pager;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PastSessionsTest {
    static Stream<Instant> everyDayOfAYear() {
        Instant start = Instant.parse("2026-11-27T12:00:00Z");
        return IntStream.range(0, 366).mapToObj(day -> start.plus(day, ChronoUnit.DAYS));
    }

    @ParameterizedTest
    @MethodSource("everyDayOfAYear")
    void twentyBadSessionsOfOneYearLieBeforeTheLastTwenty(Instant now) {
        List<LocalDate> days = Market.sessions(PastSessions.LAST + 1, now);

        int end = PastSessions.badEnd(days);

        assertThat(days.subList(end - PastSessions.WINDOW + 1, end + 1))
                .hasSize(PastSessions.WINDOW)
                .allMatch(day -> day.getYear() == days.get(end).getYear());
        assertThat(end).isLessThanOrEqualTo(PastSessions.LAST - PastSessions.WINDOW);
    }
}
