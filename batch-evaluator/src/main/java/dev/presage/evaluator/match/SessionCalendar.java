package dev.presage.evaluator.match;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Iterator;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The sessions up to the end of a period: the days of its zone on which bars closed.
 *
 * <p>A forecast belongs to the session in which it ends. Waiting may end on a day without bars; that belongs to the next session.
 */
public final class SessionCalendar {
    private final Period period;
    private final Instant now;
    private final NavigableSet<LocalDate> sessions;
    private final int trailing;

    /**
     * @param sessions days on which bars closed; those after the period are left out
     * @param trailing how many of the last sessions are looked at, beside the period
     * @param now nothing that ends later has ended
     */
    public SessionCalendar(Period period, NavigableSet<LocalDate> sessions, int trailing, Instant now) {
        this.period = period;
        this.sessions = Collections.unmodifiableNavigableSet(new TreeSet<>(sessions.headSet(period.to(), true)));
        this.trailing = trailing;
        this.now = now;
    }

    /** Whether the days reach back far enough for {@link #start()} to stay what it is when earlier bars become known. */
    public boolean reachesBack() {
        return sessions.size() > trailing && sessions.lower(period.from()) != null;
    }

    /** The sessions within the period; none on a weekend. */
    public NavigableSet<LocalDate> inPeriod() {
        return sessions.tailSet(period.from(), true);
    }

    /** The last sessions up to the period's end, at most so many. */
    public NavigableSet<LocalDate> last(int count) {
        NavigableSet<LocalDate> last = new TreeSet<>();
        Iterator<LocalDate> backwards = sessions.descendingIterator();
        while (last.size() < count && backwards.hasNext()) {
            last.add(backwards.next());
        }
        return last;
    }

    /** From when on the ends of forecasts count: after the session that precedes the period and the trailing sessions. */
    public Instant start() {
        NavigableSet<LocalDate> last = last(trailing);
        LocalDate first = last.isEmpty() || period.from().isBefore(last.first()) ? period.from() : last.first();
        LocalDate previous = sessions.lower(first);
        return period.startOf(previous == null ? first : previous.plusDays(1));
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
