package dev.presage.evaluator.match;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The sessions up to the end of a period: the days of its zone on which bars closed.
 *
 * <p>A forecast belongs to the session in which it ends. Waiting may end on a day without bars; that belongs to the next session.
 */
public final class SessionCalendar {
    /** How many sessions an evaluation looks back on at least: on a year that has just begun, on some of the year before. */
    public static final int NIGHTS = 60;

    private final Period period;
    private final Instant now;
    private final NavigableSet<LocalDate> sessions;
    private final int trailing;

    /**
     * @param sessions days on which bars closed; those after the period are left out
     * @param trailing how many sessions each session's figures may rest on
     * @param now nothing that ends later has ended
     */
    public SessionCalendar(Period period, NavigableSet<LocalDate> sessions, int trailing, Instant now) {
        this.period = period;
        this.sessions = Collections.unmodifiableNavigableSet(new TreeSet<>(sessions.headSet(period.to(), true)));
        this.trailing = trailing;
        this.now = now;
    }

    /** All sessions that are known, up to the period's end. */
    public NavigableSet<LocalDate> sessions() {
        return sessions;
    }

    /** Whether the days reach back far enough for {@link #start()} to stay what it is when earlier bars become known. */
    public boolean reachesBack() {
        return sessions.headSet(firstNight(), false).size() > trailing;
    }

    /** The sessions within the period; none on a weekend. */
    public NavigableSet<LocalDate> inPeriod() {
        return sessions.tailSet(period.from(), true);
    }

    /** The first day that the period's first day is looked at beside: of the same year, or of the last {@link #NIGHTS} sessions. */
    private LocalDate firstNight() {
        LocalDate newYear = period.from().withDayOfYear(1);
        return back(period.from(), NIGHTS - 1)
                .filter(session -> session.isBefore(newYear))
                .orElse(newYear);
    }

    /** The session so many before a day; empty if there are not as many. */
    private Optional<LocalDate> back(LocalDate day, int count) {
        return sessions.headSet(day, false).descendingSet().stream()
                .skip(count - 1L)
                .findFirst();
    }

    /** From when on the ends of forecasts count: all that the figures of the period's first day, or of days beside it, rest on. */
    public Instant start() {
        LocalDate first = firstNight();
        return back(first, trailing + 1)
                .map(previous -> period.startOf(previous.plusDays(1)))
                .orElseGet(() -> period.startOf(
                        sessions.isEmpty() || first.isBefore(sessions.first()) ? first : sessions.first()));
    }

    /** Until when bars and reference times count: the period's end, or now if that is earlier. */
    public Instant end() {
        return endOf(period.to());
    }

    /** For every session and the period's last day: the instant at which it is seen what is still pending. */
    public NavigableMap<LocalDate, Instant> ends() {
        NavigableMap<LocalDate, Instant> ends = new TreeMap<>();
        sessions.forEach(session -> ends.put(session, endOf(session)));
        ends.put(period.to(), end());
        return ends;
    }

    /** The session to which something belongs that ended at an instant before {@link #end()}. */
    public LocalDate sessionOf(Instant instant) {
        return Objects.requireNonNullElse(sessions.ceiling(period.dayOf(instant)), period.to());
    }

    private Instant endOf(LocalDate day) {
        Instant end = period.startOf(day.plusDays(1));
        return end.isBefore(now) ? end : now;
    }
}
