package dev.presage.benchmark.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What all processes of this machine have used since it started.
 *
 * @param busySeconds processor time that was not idle, that taken by other virtual machines included
 */
public record MachineUse(double busySeconds) {
    /** Reads {@code /proc/stat}. */
    public static MachineUse now() throws BenchmarkException {
        try {
            return new MachineUse(
                    busyTicks(Files.readString(Path.of("/proc/stat"), UTF_8)) / ProcessUse.TICKS_PER_SECOND);
        } catch (IOException | IllegalArgumentException e) {
            throw new BenchmarkException("what this machine uses can't be read from /proc/stat: " + e, e);
        }
    }

    /** user + nice + system + irq + softirq + steal; neither idle nor waiting for disks. */
    static long busyTicks(String stat) {
        String[] ticks = stat.lines().findFirst().orElse("").split(" +", -1);
        if (ticks.length < 9 || !ticks[0].equals("cpu")) {
            throw new IllegalArgumentException("no line of all processors");
        }
        long busy = 0;
        for (int field : new int[] {1, 2, 3, 6, 7, 8}) {
            busy += Long.parseLong(ticks[field]);
        }
        return busy;
    }
}
