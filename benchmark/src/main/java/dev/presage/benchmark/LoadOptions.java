package dev.presage.benchmark;

import dev.presage.benchmark.load.Market;
import dev.presage.benchmark.process.Jvm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options of the commands that run contenders. */
final class LoadOptions {
    private static final List<String> AS_SHIPPED = List.of("-Xmx384m");

    @Option(names = "--tickers", defaultValue = "100", description = "Tickers asked (default: ${DEFAULT-VALUE}).")
    private int tickers;

    @Option(names = "--bars", defaultValue = "64", description = "Bars of each ticker (default: ${DEFAULT-VALUE}).")
    private int bars;

    @Option(
            names = "--partitions",
            defaultValue = "6",
            description = "Partitions of each topic (default: ${DEFAULT-VALUE}).")
    private int partitions;

    @Option(
            names = "--worker-profile",
            paramLabel = "PROFILE",
            description = "WORKER_PROFILE of all contenders; default: not set.")
    private @Nullable String profile;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "An environment variable of all contenders, such as WORKER_COMMIT_INTERVAL=10ms.")
    private Map<String, String> environment = new HashMap<>();

    @Option(
            names = "--jvm-option",
            paramLabel = "OPTION",
            description =
                    "Of the Java that runs the contenders; can be given several times; default: -Xmx384m, as in the README's command.")
    private List<String> jvmOptions = new ArrayList<>(AS_SHIPPED);

    @Option(names = "--java", paramLabel = "HOME", description = "JDK that runs the contenders; default: this one.")
    private @Nullable Path java;

    @Option(
            names = "--output",
            paramLabel = "FOLDER",
            description = "Where the section is written, the page beside it; default: docs/performance.")
    private @Nullable Path output;

    Market market() {
        return new Market(tickers, bars);
    }

    int partitions() {
        return partitions;
    }

    String profile() {
        return profile == null ? "" : profile;
    }

    Map<String, String> environment() {
        Map<String, String> all = new HashMap<>(environment);
        if (profile != null) {
            all.put("WORKER_PROFILE", profile);
        }
        return all;
    }

    Jvm jvm() {
        return new Jvm(java == null ? Jvm.own().home() : java, jvmOptions);
    }

    Path output(Path usual) {
        return output == null ? usual : output;
    }
}
