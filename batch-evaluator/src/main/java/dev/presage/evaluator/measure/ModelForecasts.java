package dev.presage.evaluator.measure;

import dev.presage.evaluator.match.SessionCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;

/** One model's forecasts by the session in which they ended; any span of sessions is measured by merging theirs. */
public final class ModelForecasts {
    private static final Ended NOTHING = new Ended();

    private final SessionCalendar calendar;
    private final NavigableMap<LocalDate, Instant> ends;
    private final NavigableMap<Instant, LocalDate> days = new TreeMap<>();
    private final NavigableMap<LocalDate, Ended> ended = new TreeMap<>();
    private final Map<LocalDate, Long> pending = new HashMap<>();

    /** What ended in one session. */
    private static final class Ended {
        private final Tally tally = new Tally();
        private final List<Forecast> forecasts = new ArrayList<>();
        private int sessionsAhead;
    }

    /** No forecasts. */
    public ModelForecasts(SessionCalendar calendar) {
        this.calendar = calendar;
        this.ends = calendar.ends();
        ends.forEach((day, end) -> days.put(end, day));
    }

    void add(Forecast forecast) {
        Instant at = forecast.resolution().at();
        var open = days.subMap(forecast.question().referenceTime(), false, at, true)
                .values();
        open.forEach(day -> pending.merge(day, 1L, Long::sum));
        if (at.isBefore(calendar.end())) {
            Ended session = ended.computeIfAbsent(calendar.sessionOf(at), day -> new Ended());
            forecast.addTo(session.tally);
            session.forecasts.add(forecast);
            if (forecast.evaluated()) {
                session.sessionsAhead = Math.max(session.sessionsAhead, open.size());
            }
        }
    }

    /** What ended in one session. */
    Tally tally(LocalDate session) {
        return ended.getOrDefault(session, NOTHING).tally;
    }

    /** What ended within some days. */
    Tally tally(LocalDate from, LocalDate to) {
        Tally all = new Tally();
        ended.subMap(from, true, to, true).values().forEach(session -> all.merge(session.tally));
        return all;
    }

    /** Whether a forecast ended in a session, one way or another. */
    boolean anyEnded(LocalDate session) {
        return ended.containsKey(session);
    }

    /** How many forecasts were open at the end of a day, a session or the last day that is evaluated. */
    long pending(LocalDate day) {
        if (!ends.containsKey(day)) {
            throw new IllegalArgumentException(day + " is neither a session nor the last day");
        }
        return pending.getOrDefault(day, 0L);
    }

    /** The forecasts that ended in a session and were scored, in no particular order. */
    public List<Forecast> evaluated(LocalDate session) {
        return ended.getOrDefault(session, NOTHING).forecasts.stream()
                .filter(Forecast::evaluated)
                .toList();
    }

    /** The forecasts that ended in a session and met a price that can't be believed, in no particular order. */
    List<Forecast> suspect(LocalDate session) {
        return ended.getOrDefault(session, NOTHING).forecasts.stream()
                .filter(forecast -> forecast.jump().isPresent())
                .toList();
    }

    /**
     * Over how many sessions the forecasts that ended in some sessions reach, at least 1: those of successive sessions depend on each
     * other if it is more. A single ticker's longer way, over a halt, makes no difference.
     *
     * @param horizonBars the model's
     */
    int sessionsAhead(NavigableSet<LocalDate> sessions, int horizonBars) {
        int most = sessions.stream()
                .mapToInt(session -> ended.getOrDefault(session, NOTHING).sessionsAhead)
                .max()
                .orElse(1);
        return Math.max(1, Math.min(horizonBars, most));
    }
}
