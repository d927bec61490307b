package dev.presage.evaluator.measure;

import dev.presage.evaluator.match.Period;
import java.time.LocalDate;
import java.util.Locale;
import java.util.NavigableSet;

/** The spans of sessions over which everything is measured; each ends where what was asked for ends. */
public enum Window {
    /** The sessions that were asked for: usually one. */
    SESSION {
        @Override
        public NavigableSet<LocalDate> of(NavigableSet<LocalDate> sessions, Period period) {
            return sessions.subSet(period.from(), true, period.to(), true);
        }
    },

    /** The last 20 sessions; the alerts on errors, calibration and missing truth rest on these. */
    TWENTY_SESSIONS {
        @Override
        public NavigableSet<LocalDate> of(NavigableSet<LocalDate> sessions, Period period) {
            return last(TRAILING, sessions, period.to());
        }

        @Override
        public String label() {
            return TRAILING + "_sessions";
        }
    },

    /** The calendar year's; the alerts on accuracy rest on these, with a bound that may be looked at every night. */
    YEAR {
        @Override
        public NavigableSet<LocalDate> of(NavigableSet<LocalDate> sessions, Period period) {
            return sessions.subSet(period.to().withDayOfYear(1), true, period.to(), true);
        }
    };

    /** How many sessions {@link #TWENTY_SESSIONS} has. */
    public static final int TRAILING = 20;

    /**
     * Its sessions.
     *
     * @param sessions all that are known
     * @param period what was asked for
     */
    public abstract NavigableSet<LocalDate> of(NavigableSet<LocalDate> sessions, Period period);

    /** The last sessions up to a day, at most so many. */
    static NavigableSet<LocalDate> last(int count, NavigableSet<LocalDate> sessions, LocalDate to) {
        NavigableSet<LocalDate> until = sessions.headSet(to, true);
        return until.descendingSet().stream()
                .skip(count - 1L)
                .findFirst()
                .map(first -> until.tailSet(first, true))
                .orElse(until);
    }

    /** As labels and reports name it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
