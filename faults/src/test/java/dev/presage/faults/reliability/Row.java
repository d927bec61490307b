package dev.presage.faults.reliability;

import java.time.Duration;

/**
 * What one kind of fault did.
 *
 * @param fault in words
 * @param guarantee that the workers were set to
 * @param times how often it was brought about
 * @param requests that were published meanwhile
 * @param outcomes how theirs stood afterwards
 * @param silence in which a read_committed reader saw no outcome at all, the longest
 * @param partitionSilence in which it saw none of the requests of one partition, the longest
 */
record Row(
        String fault,
        String guarantee,
        int times,
        int requests,
        Ledger outcomes,
        Duration silence,
        Duration partitionSilence) {
    String line() {
        return "| %s | %s | %s | %,d | %d | %d | %s | %s |"
                .formatted(
                        fault,
                        guarantee,
                        times == 0 ? "" : times,
                        requests,
                        outcomes.lost(),
                        outcomes.twice(),
                        seconds(silence),
                        seconds(partitionSilence));
    }

    private static String seconds(Duration duration) {
        return duration.isZero() ? "" : "%.1f s".formatted(duration.toMillis() / 1e3);
    }
}
