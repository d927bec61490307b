package dev.presage.faults;

import java.time.Duration;
import java.util.List;

/**
 * What one kind of fault did.
 *
 * @param fault in words
 * @param guarantee that the workers were set to
 * @param times how often it was brought about
 * @param requests that were published meanwhile
 * @param outcomes how those of all requests stood afterwards
 * @param longestSilence in which a read_committed reader saw no outcome
 * @param recoveries for each time: from the end of a process, or the return of the broker, until every partition had answered a
 *     request that was published after it; empty where other workers went on all the time
 */
record Row(
        String fault,
        String guarantee,
        int times,
        int requests,
        Outcomes.Count outcomes,
        Duration longestSilence,
        List<Duration> recoveries) {
    Row {
        recoveries = List.copyOf(recoveries);
    }

    Duration slowestRecovery() {
        return recoveries.stream().max(Duration::compareTo).orElse(Duration.ZERO);
    }

    String line() {
        return "| %s | %s | %d | %,d | %d | %d | %s | %s |"
                .formatted(
                        fault,
                        guarantee,
                        times,
                        requests,
                        outcomes.lost(),
                        outcomes.twice(),
                        seconds(longestSilence),
                        recoveries.isEmpty() ? "–" : seconds(slowestRecovery()));
    }

    private static String seconds(Duration duration) {
        return "%.1f s".formatted(duration.toMillis() / 1e3);
    }
}
