package dev.presage.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EveryNightTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path reports;

    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final List<String> evaluated = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-26T12:00:00Z");
    private ExitCode outcome = ExitCode.DONE;

    private EveryNight start() {
        PrintStream stream = new PrintStream(log, true, StandardCharsets.UTF_8);
        Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
        return new EveryNight(
                new NightSchedule(LocalTime.of(6, 30), ZoneOffset.UTC),
                reports,
                clock,
                new Terminal(stream, stream, false, System::nanoTime),
                day -> {
                    evaluated.add(day.toString());
                    return outcome;
                });
    }

    /** Lets the time pass until then, evaluating whatever is due. */
    private void stayUntil(EveryNight night, String then) {
        for (Instant next = night.evaluateOldestOwed();
                !next.isAfter(Instant.parse(then));
                next = night.evaluateOldestOwed()) {
            now = next;
        }
        now = Instant.parse(then);
    }

    private void reported(String... days) throws IOException {
        for (String day : days) {
            Files.createDirectories(reports.resolve(day));
            Files.writeString(reports.resolve(day).resolve("report.json"), "{}");
        }
    }

    @Test
    void withoutAReportNothingIsOwedUntilTheNextNight() {
        EveryNight night = start();

        assertThat(night.evaluateOldestOwed()).isEqualTo("2026-11-27T06:30:00Z");
        assertThat(evaluated).isEmpty();

        stayUntil(night, "2026-11-29T06:29:59Z");
        assertThat(evaluated).containsExactly("2026-11-26", "2026-11-27");
    }

    @Test
    void catchesUpFromTheNewestReportOnAndEvaluatesThatDayAgain() throws IOException {
        reported("2026-11-20", "2026-11-22", "2026-11-26", "2026-11-01_2026-11-25");

        stayUntil(start(), "2026-11-26T23:00:00Z");

        assertThat(evaluated).containsExactly("2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25");
    }

    @Test
    void catchesUpOnSevenDaysAtMost() throws IOException {
        reported("2017-03-01");

        stayUntil(start(), "2026-11-26T23:00:00Z");

        assertThat(evaluated).hasSize(7).startsWith("2026-11-19").endsWith("2026-11-25");
    }

    @Test
    void aNightThatFailsIsTriedAgainBeforeTheNext() {
        EveryNight night = start();
        outcome = ExitCode.NO_INPUT;
        stayUntil(night, "2026-11-27T06:55:00Z");
        assertThat(evaluated).containsExactly("2026-11-26", "2026-11-26", "2026-11-26");
        assertThat(log.toString(StandardCharsets.UTF_8))
                .contains("2026-11-27T06:30:00Z 2026-11-26 is still to be evaluated;"
                        + " the next try is at 2026-11-27T06:40:00Z\n");

        evaluated.clear();
        outcome = ExitCode.LOCKED;
        stayUntil(night, "2026-11-28T06:31:00Z");
        assertThat(evaluated).containsOnly("2026-11-26");

        evaluated.clear();
        outcome = ExitCode.DONE;
        stayUntil(night, "2026-11-28T12:00:00Z");
        assertThat(evaluated).containsExactly("2026-11-26", "2026-11-27");
    }

    @Test
    void aClockThatIsSetBackEvaluatesNothingTwice() {
        EveryNight night = start();
        stayUntil(night, "2026-11-27T07:00:00Z");

        now = Instant.parse("2026-11-26T05:00:00Z");

        assertThat(night.evaluateOldestOwed()).isEqualTo("2026-11-28T06:30:00Z");
        assertThat(evaluated).containsExactly(LocalDate.of(2026, 11, 26).toString());
    }
}
