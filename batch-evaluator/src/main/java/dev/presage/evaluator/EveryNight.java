package dev.presage.evaluator;

import dev.presage.evaluator.publish.ReportFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Stays, and has each day evaluated when it is due; first those that came due while nobody stayed, from the newest that has a report on.
 * That one is evaluated again, for its figures may not have been pushed any more. A night that fails is tried again before the next.
 *
 * <p>While all is well, a file {@code .nightly} in the folder of the reports is written every minute, and before each evaluation. It is
 * gone while a night is owed.
 */
final class EveryNight {
    /** Every evaluation measures the last seven sessions again: further back, all that is missed is a day's own report. */
    private static final int MOST_OWED = 7;

    /** The alert ModelEvaluationFailed waits a quarter of an hour for a retry to mend it. */
    private static final Duration AGAIN = Duration.ofMinutes(10);

    /** The machine may have slept, or its clock may have been set. */
    private static final Duration LOOK_AT_CLOCK = Duration.ofMinutes(1);

    /** How long a signal lets an evaluation that is at work go on; one that is cut off is caught up on at the next start. */
    private static final Duration DRAIN = Duration.ofSeconds(30);

    private final NightSchedule schedule;
    private final Path signOfLife;
    private final Clock clock;
    private final Terminal terminal;
    private final Function<LocalDate, ExitCode> evaluation;
    private final ReentrantLock atWork = new ReentrantLock();
    private LocalDate done;
    private boolean owing;
    private volatile boolean broken;

    /**
     * @param reports the folder of the reports, which need not exist yet: without a report nothing is owed
     * @param evaluation evaluates a day; if it throws, that is the end
     */
    EveryNight(
            NightSchedule schedule,
            Path reports,
            Clock clock,
            Terminal terminal,
            Function<LocalDate, ExitCode> evaluation) {
        this.schedule = schedule;
        this.signOfLife = reports.resolve(".nightly");
        this.clock = clock;
        this.terminal = terminal;
        this.evaluation = evaluation;
        LocalDate newestDue = schedule.newestDue(clock.instant());
        this.done = new ReportFolder(reports)
                .newestDay(newestDue)
                .map(reported -> reported.minusDays(1))
                .orElse(newestDue);
    }

    /**
     * Stays until a signal ends the process, with 0.
     *
     * @throws Failure if the folder of the reports can't be written to
     */
    void stay() throws Failure, InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "end-on-signal"));
        try {
            say("every day at " + schedule.at() + " (" + schedule.zone() + ") the day before is evaluated");
            while (true) {
                giveSignOfLife();
                await(evaluateOldestOwed());
            }
        } catch (Error e) { // the night has no report: it is evaluated at the next start
            owing = true;
            giveSignOfLife();
            throw e;
        } finally {
            broken = true;
        }
    }

    /**
     * Evaluates the oldest day that is owed, if one is.
     *
     * @return when to be called next
     */
    Instant evaluateOldestOwed() {
        LocalDate newestDue = schedule.newestDue(clock.instant());
        if (!done.isBefore(newestDue)) {
            LocalDate next = done.plusDays(1);
            Instant due = schedule.due(next).toInstant();
            say(next + " is due at " + time(due));
            return due;
        }
        LocalDate oldest = newestDue.minusDays(MOST_OWED - 1);
        LocalDate day = done.isBefore(oldest) ? oldest : done.plusDays(1);
        say("evaluating " + day);
        owing = !evaluate(day);
        if (owing) {
            Instant again = clock.instant().plus(AGAIN);
            say(day + " is still to be evaluated; the next try is at " + time(again));
            return again;
        }
        done = day;
        say("evaluated " + day);
        return clock.instant();
    }

    private boolean evaluate(LocalDate day) {
        atWork.lock();
        try {
            return evaluation.apply(day) == ExitCode.DONE;
        } finally {
            atWork.unlock();
        }
    }

    private void await(Instant next) throws Failure, InterruptedException {
        while (clock.instant().isBefore(next)) {
            giveSignOfLife();
            Duration left = Duration.between(clock.instant(), next);
            Thread.sleep(Math.max(1, Math.min(left.toMillis(), LOOK_AT_CLOCK.toMillis())));
        }
    }

    private void giveSignOfLife() throws Failure {
        try {
            if (owing) {
                Files.deleteIfExists(signOfLife);
            } else {
                Files.createDirectories(signOfLife.toAbsolutePath().getParent());
                Files.writeString(signOfLife, clock.instant() + "\n");
            }
        } catch (IOException e) {
            throw new Failure(ExitCode.USAGE, "the sign of life " + signOfLife + " can't be written: " + e, e);
        }
    }

    /** A signal would make its number the exit code; whatever else ends the process has one. */
    private void end() {
        if (broken) {
            return;
        }
        boolean idle = false;
        try {
            idle = atWork.tryLock(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt((idle ? ExitCode.DONE : ExitCode.UNFORESEEN).code());
    }

    private void say(String line) {
        terminal.result(time(clock.instant()) + " " + line);
    }

    private String time(Instant instant) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                instant.truncatedTo(ChronoUnit.SECONDS).atZone(schedule.zone()));
    }
}
