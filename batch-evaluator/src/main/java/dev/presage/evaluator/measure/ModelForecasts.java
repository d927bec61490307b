package dev.presage.evaluator.measure;

import dev.presage.evaluator.match.SessionCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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
    private final Instant[] looks; // when it is seen what is pending: the distinct ends, in order
    private final long[] opened; // at each look, how many more are pending than at the one before
    private final NavigableMap<LocalDate, Ended> ended = new TreeMap<>();
    private final Map<Instant, Ended> endedAt = new HashMap<>();

    /** What ended in one session. */
    private static final class Ended {
        private final Tally tally = new Tally();
        private final List<Forecast> evaluated = new ArrayList<>();
        private final List<Forecast> suspect = new ArrayList<>();
        private final WorstAnswers worst = new WorstAnswers();
        private int sessionsAhead;
    }

    /** No forecasts. */
    public ModelForecasts(SessionCalendar calendar) {
        this.calendar = calendar;
        this.ends = calendar.ends();
        this.looks = ends.values().stream().distinct().sorted().toArray(Instant[]::new);
        this.opened = new long[looks.length + 1];
    }

    void add(Forecast forecast) {
        Instant at = forecast.resolution().at();
        int first = looksUntil(forecast.referenceTime());
        int next = looksUntil(at);
        if (first < next) { // else it was open at none
            opened[first]++;
            opened[next]--;
        }
        if (at.isBefore(calendar.end())) {
            Ended session = ended(at);
            forecast.addTo(session.tally);
            if (forecast.evaluated()) {
                session.evaluated.add(forecast);
                session.sessionsAhead = Math.max(session.sessionsAhead, next - first);
            }
            if (forecast.jump().isPresent()) {
                session.suspect.add(forecast);
            }
        }
    }

    /** Adds the worst answers to what ended at an instant. */
    void add(Instant at, WorstAnswers worst) {
        if (at.isBefore(calendar.end())) {
            ended(at).worst.merge(worst);
        }
    }

    /** What ended in the session of an instant. */
    private Ended ended(Instant at) {
        return endedAt.computeIfAbsent(
                at, instant -> ended.computeIfAbsent(calendar.sessionOf(instant), day -> new Ended()));
    }

    /** How many looks there are up to an instant. */
    private int looksUntil(Instant instant) {
        int place = Arrays.binarySearch(looks, instant);
        return place < 0 ? -place - 1 : place + 1;
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
        Instant end = ends.get(day);
        if (end == null) {
            throw new IllegalArgumentException(day + " is neither a session nor the last day");
        }
        return Arrays.stream(opened, 0, looksUntil(end)).sum();
    }

    /** The forecasts that ended in a session and were scored, in no particular order. */
    public List<Forecast> evaluated(LocalDate session) {
        return Collections.unmodifiableList(ended.getOrDefault(session, NOTHING).evaluated);
    }

    /** The forecasts that ended in a session and met a price that can't be believed, in no particular order. */
    List<Forecast> suspect(LocalDate session) {
        return Collections.unmodifiableList(ended.getOrDefault(session, NOTHING).suspect);
    }

    /** The answers to what ended in some sessions that were furthest off, the worst first; of each question only the worst. */
    List<Answer> worst(NavigableSet<LocalDate> sessions) {
        WorstAnswers worst = new WorstAnswers();
        sessions.forEach(session -> worst.merge(ended.getOrDefault(session, NOTHING).worst));
        return worst.inOrder();
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
