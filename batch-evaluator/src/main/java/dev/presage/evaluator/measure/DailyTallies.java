package dev.presage.evaluator.measure;

import dev.presage.contract.ModelManifest.Direction;
import dev.presage.evaluator.match.SessionCalendar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** One model's forecasts by session; any span of sessions is measured by merging theirs. */
public final class DailyTallies {
    private final SessionCalendar calendar;
    private final NavigableMap<LocalDate, Instant> ends;
    private final NavigableMap<Instant, LocalDate> days = new TreeMap<>();
    private final NavigableMap<LocalDate, Tally> ended = new TreeMap<>();
    private final Map<LocalDate, Long> pending = new HashMap<>();

    /** Tallies of nothing. */
    public DailyTallies(SessionCalendar calendar) {
        this.calendar = calendar;
        this.ends = calendar.ends();
        ends.forEach((day, end) -> days.put(end, day));
    }

    void add(Instant referenceTime, Forecast forecast) {
        Instant at = forecast.resolution().at();
        if (at.isBefore(calendar.end())) {
            forecast.addTo(ended.computeIfAbsent(calendar.sessionOf(at), day -> new Tally()));
        }
        days.subMap(referenceTime, false, at, true).values().forEach(day -> pending.merge(day, 1L, Long::sum));
    }

    /**
     * The figures of the forecasts that ended within some days.
     *
     * @param to the last day, a session or the last day that is evaluated; what is pending is pending at its end
     * @param majority the direction that the baseline always names
     */
    public Figures figures(LocalDate from, LocalDate to, Direction majority) {
        if (!ends.containsKey(to)) {
            throw new IllegalArgumentException(to + " is neither a session nor the last day");
        }
        Tally all = new Tally();
        ended.subMap(from, true, to, true).values().forEach(all::merge);
        return Figures.of(all, pending.getOrDefault(to, 0L), majority);
    }
}
