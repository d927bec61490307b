package dev.presage.faults.pager;

import dev.presage.faults.pager.Incident.Expected;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/**
 * What was measured of one alert.
 *
 * @param fired from the moment its cause began
 * @param resolved from the moment its mending began
 * @param alongside what came along, and who heard it
 */
record LiveRow(String cause, Expected alert, Duration fired, Duration resolved, Set<String> alongside) {
    LiveRow {
        alongside = new TreeSet<>(alongside);
    }

    /**
     * What nobody was told of.
     *
     * @param lasted how long that was listened to
     * @param heartbeats that were heard meanwhile
     */
    record Silent(Calm calm, Duration lasted, long heartbeats) {
        String line() {
            return "| %s | %s | %d |".formatted(calm.what(), seconds(lasted), heartbeats);
        }
    }

    String line(ShippedAlert shipped) {
        return "| %s | [%s](../alerts/runbooks/%s.md) | %s, %s | %s | %s | %s | %s | %s |"
                .formatted(
                        cause,
                        alert.name(),
                        alert.name(),
                        alert.severity(),
                        alert.receiver(),
                        seconds(fired),
                        shipped.waits(),
                        seconds(resolved),
                        shipped.lasts(),
                        alongside.isEmpty() ? "–" : String.join(", ", alongside));
    }

    private static String seconds(Duration duration) {
        return "%.1f".formatted(duration.toMillis() / 1e3);
    }
}
