package dev.presage.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class NightScheduleTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static String due(String at, String day) {
        return new NightSchedule(LocalTime.parse(at), NEW_YORK)
                .due(LocalDate.parse(day))
                .toString();
    }

    private static LocalDate newestDue(String at, String now) {
        return new NightSchedule(LocalTime.parse(at), NEW_YORK).newestDue(Instant.parse(now));
    }

    @Test
    void aDayIsDueOnTheNextInTheZone() {
        assertThat(due("06:30", "2026-11-25")).isEqualTo("2026-11-26T06:30-05:00[America/New_York]");

        assertThat(newestDue("06:30", "2026-11-26T11:29:59Z")).isEqualTo("2026-11-24");
        assertThat(newestDue("06:30", "2026-11-26T11:30:00Z")).isEqualTo("2026-11-25");
        assertThat(newestDue("06:30", "2026-11-27T04:59:59Z"))
                .as("still the 26th there")
                .isEqualTo("2026-11-25");
    }

    @Test
    void aTimeThatClocksLeapOverIsAsMuchLater() {
        assertThat(due("02:30", "2026-03-07")).isEqualTo("2026-03-08T03:30-04:00[America/New_York]");

        assertThat(newestDue("02:30", "2026-03-08T07:29:59Z")).isEqualTo("2026-03-06");
        assertThat(newestDue("02:30", "2026-03-08T07:30:00Z")).isEqualTo("2026-03-07");
    }

    @Test
    void aTimeThatComesTwiceIsTheFirst() {
        assertThat(due("01:30", "2026-10-31")).isEqualTo("2026-11-01T01:30-04:00[America/New_York]");

        assertThat(newestDue("01:30", "2026-11-01T05:29:59Z")).isEqualTo("2026-10-30");
        assertThat(newestDue("01:30", "2026-11-01T05:30:00Z")).isEqualTo("2026-10-31");
        assertThat(newestDue("01:30", "2026-11-01T06:30:00Z"))
                .as("when it comes again")
                .isEqualTo("2026-10-31");
    }
}
