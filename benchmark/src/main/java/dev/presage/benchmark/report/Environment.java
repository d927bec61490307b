package dev.presage.benchmark.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * @param loadBefore load average over the minute before; negative if the system does not tell
 */
public record Environment(
        String measuredAt,
        String processor,
        long memoryBytes,
        String system,
        String java,
        String kafka,
        double loadBefore) {
    /** Looks at this machine now. */
    public static Environment now() {
        return new Environment(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                Runtime.getRuntime().availableProcessors() + " x " + line("/proc/cpuinfo", "model name"),
                Long.parseLong("0" + line("/proc/meminfo", "MemTotal").replaceAll("[^0-9]", "")) << 10,
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"),
                System.getProperty("java.runtime.version") + " (" + System.getProperty("java.vendor") + ")",
                AppInfoParser.getVersion(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
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
