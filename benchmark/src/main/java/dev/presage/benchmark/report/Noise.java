package dev.presage.benchmark.report;

import dev.presage.benchmark.measure.Run;
import java.util.Collection;
import java.util.Locale;

/** Says under what conditions something was measured, and whether they were too bad to trust it. */
final class Noise {
    private static final double MOST_BUSY = 0.1;
    private static final double MOST_SPREAD = 0.15;
    private static final double MOST_OTHERS = 0.1;

    private Noise() {}

    /** A paragraph. */
    static String of(Environment environment) {
        String text = String.format(
                Locale.ROOT,
                "Measured %s on %s, %.0f GB, %s; Java %s; Kafka %s; %.2f processors busy before.%n",
                environment.measuredAt(),
                environment.processor(),
                environment.memoryBytes() / 1e9,
                environment.system(),
                environment.java(),
                environment.kafka(),
                environment.busyBefore());
        return environment.busyBefore() > MOST_BUSY
                ? text + "\n**Noisy: the machine was not idle before. Measure again before you rely on this.**\n"
                : text;
    }

    /** A sentence, if rounds lie far apart or others used the machine; else nothing. */
    static String of(String what, Spread spread, Collection<Run> runs) {
        String apart = spread.relative() > MOST_SPREAD
                ? String.format(
                        Locale.ROOT,
                        "**Noisy: %s of the rounds lie %.0f %% apart.**%n%n",
                        what,
                        100 * spread.relative())
                : "";
        return apart + ofOthers(runs);
    }

    /** A sentence, if others used the machine; else nothing. */
    static String ofOthers(Collection<Run> runs) {
        double others = runs.stream().mapToDouble(Run::othersCores).average().orElse(0);
        return others > MOST_OTHERS
                ? String.format(
                        Locale.ROOT, "**Noisy: other programs kept %.2f processors busy meanwhile.**%n%n", others)
                : "";
    }
}
