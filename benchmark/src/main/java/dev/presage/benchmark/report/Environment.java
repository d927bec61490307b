package dev.presage.benchmark.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.presage.benchmark.process.BenchmarkException;
import dev.presage.benchmark.process.MachineUse;
import dev.presage.benchmark.process.ProcessUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.apache.kafka.common.utils.AppInfoParser;

/**
 * Where and when something was measured.
 *
 * @param measuredAt when it began
 * @param processor its model and how many of them
 * @param memoryBytes of the machine
 * @param system the kernel
 * @param java of the observer, and of the contenders where nothing else is said
 * @param kafka version of clients, Streams and broker
 * @param busyBefore processors that others kept busy in the seconds before
 */
public record Environment(
        String measuredAt,
        String processor,
        long memoryBytes,
        String system,
        String java,
        String kafka,
        double busyBefore) {
    private static final Duration LOOK = Duration.ofSeconds(5);

    /** Looks at this machine for a few seconds, so before anything is started on it. */
    public static Environment now() throws BenchmarkException, InterruptedException {
        double before = othersSeconds();
        Thread.sleep(LOOK.toMillis());
        double busy = Math.max(0, othersSeconds() - before) / LOOK.toSeconds();
        return new Environment(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                Runtime.getRuntime().availableProcessors() + " x " + line("/proc/cpuinfo", "model name"),
                Long.parseLong("0" + line("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", "")) << 10,
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                System.getProperty("java.runtime.version") + " (" + System.getProperty("java.vendor") + ")",
                AppInfoParser.getVersion(),
                busy);
    }

    private static double othersSeconds() throws BenchmarkException {
        return MachineUse.now().busySeconds()
                - ProcessUse.of(ProcessHandle.current().pid()).cpuSeconds();
    }

    private static String line(String file, String field) {
        try {
            return Files.readAllLines(Path.of(file), UTF_8).stream()
                    .filter(line -> line.startsWith(field))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
