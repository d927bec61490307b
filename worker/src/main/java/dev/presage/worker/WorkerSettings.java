package dev.presage.worker;

import dev.presage.contract.PushgatewayAddress;
import dev.presage.contract.Setting;
import dev.presage.contract.Settings;
import dev.presage.contract.Settings.InvalidSettingsException;
import dev.presage.features.Feature;
import dev.presage.inference.Model;
import dev.presage.worker.api.ApiSettings;
import dev.presage.worker.model.Models;
import dev.presage.worker.telemetry.TelemetrySettings;
import dev.presage.worker.topics.AdminCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the worker is told by its environment. Read once, at the start.
 *
 * @param applicationId names the consumer group and the transactions; workers that share the work share it
 * @param guarantee what happens to a request when a worker dies over it
 * @param streamThreads threads that answer requests
 * @param pace how long requests and outcomes wait for one another: latency against throughput
 * @param windows how much of the prices is kept
 * @param models where models are and which versions are served
 * @param telemetry where status page, metrics and health are served
 * @param api where and to whom predictions are made over HTTP
 * @param pushgateway where the status page finds the evaluator's figures; empty for nowhere
 * @param metricsMaxTickers tickers that get a label of their own
 * @param drainTimeout how long a stopping worker may take to finish what is in work
 * @param kafka settings of the Kafka clients, as they name them
 */
public record WorkerSettings(
        String applicationId,
        Guarantee guarantee,
        int streamThreads,
        Pace pace,
        Windows windows,
        ModelsSettings models,
        TelemetrySettings telemetry,
        ApiSettings api,
        Optional<PushgatewayAddress> pushgateway,
        int metricsMaxTickers,
        Duration drainTimeout,
        Map<String, String> kafka) {
    private static final String PUSHGATEWAY = "WORKER_PUSHGATEWAY";
    private static final String PREFIX = "WORKER_";

    /** Half of what Kafka Streams lets a transaction take; beyond that it refuses to start. */
    private static final Duration LONGEST_COMMIT_INTERVAL = Duration.ofSeconds(5);

    /** What happens to a request when a worker dies over it. */
    public enum Guarantee {
        /** Its one outcome is written once; readers must read committed records only. */
        EXACTLY_ONCE_V2,
        /** Its outcome may be written again. */
        AT_LEAST_ONCE
    }

    /** What the worker is to be best at. */
    public enum Profile {
        /** The most requests for the least work. */
        THROUGHPUT(Duration.ofMillis(100), Duration.ofMillis(100)),
        /** Each answer soon: it must be with the broker when the commit comes, not on its way. */
        LATENCY(Duration.ofMillis(10), Duration.ofMillis(1));

        private final Duration commitInterval;
        private final Duration gatherTime;

        Profile(Duration commitInterval, Duration gatherTime) {
            this.commitInterval = commitInterval;
            this.gatherTime = gatherTime;
        }
    }

    /**
     * How long requests and outcomes wait for one another.
     *
     * @param commitInterval the longest that outcomes wait for being committed together
     * @param gatherTime the longest that a request waits for others; where a commit comes sooner, until then
     * @param batchSize the most requests of one partition that wait to be answered together
     */
    public record Pace(Duration commitInterval, Duration gatherTime, int batchSize) {
        /** Whether requests are to be answered before a commit asks for it. */
        boolean isAheadOfCommits() {
            return gatherTime.compareTo(commitInterval) < 0;
        }
    }

    /**
     * How much of the prices is kept.
     *
     * @param bars the most bars kept of a ticker
     * @param maxTickers the most tickers kept
     */
    public record Windows(int bars, int maxTickers) {}

    /**
     * Which models are served.
     *
     * @param directory holds {@code <model_type>/<version>/}
     * @param pins versions served instead of the highest, by model type
     */
    public record ModelsSettings(Path directory, Map<String, Integer> pins) {
        public ModelsSettings {
            pins = Map.copyOf(pins);
        }
    }

    public WorkerSettings {
        kafka = Map.copyOf(kafka);
    }

    /**
     * Reads all settings.
     *
     * @throws InvalidSettingsException with every problem at once
     */
    public static WorkerSettings read(Map<String, String> environment) throws InvalidSettingsException {
        Settings settings = new Settings(environment, PREFIX);
        WorkerSettings read = read(settings);
        settings.check();
        return read;
    }

    /** Every setting, whatever the environment holds; those of the Kafka clients that have another default here than Kafka's come last. */
    static List<Setting> described() {
        Settings settings = new Settings(Map.of(), PREFIX);
        WorkerSettings read = read(settings);
        List<Setting> described = new ArrayList<>(settings.described());
        KafkaDefaults.of(read.pace(), read.kafka()).forEach(ours -> described.add(ours.setting()));
        return List.copyOf(described);
    }

    private static WorkerSettings read(Settings settings) {
        Map<String, String> kafka = settings.kafka();
        return new WorkerSettings(
                AdminCommand.applicationId(settings),
                settings.choice(
                        "WORKER_PROCESSING_GUARANTEE",
                        Guarantee.EXACTLY_ONCE_V2,
                        "What happens to a request when a worker dies over it: its outcome is there once, or at least once."),
                settings.integer(
                        "WORKER_STREAM_THREADS", 1, 1, 256, "Threads that answer requests, each its own partitions."),
                pace(settings),
                new Windows(
                        settings.integer(
                                "WORKER_WINDOW_BARS", 512, 2, 1_000_000, "The most bars of a ticker kept in memory."),
                        settings.integer(
                                "WORKER_MAX_TICKERS", 10_000, 1, 10_000_000, "The most tickers kept in memory.")),
                models(settings),
                TelemetrySettings.read(settings),
                ApiSettings.read(settings),
                pushgateway(settings),
                settings.integer(
                        "WORKER_METRICS_MAX_TICKERS",
                        100,
                        0,
                        10_000,
                        "The most tickers that have a label of their own in the metrics. The rest are other."),
                settings.duration(
                        "WORKER_DRAIN_TIMEOUT",
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(10),
                        "How long a worker that is asked to stop may take to finish what is in work."),
                kafka);
    }

    private static Optional<PushgatewayAddress> pushgateway(Settings settings) {
        Optional<PushgatewayAddress> named = settings.parsed(
                PUSHGATEWAY,
                Optional.empty(),
                text -> Optional.of(PushgatewayAddress.parse(text)),
                "host:port, or https://host:port, such as localhost:9091",
                "Where the status page finds the last verdict. Without it, it shows none.");
        // Read in any case, so that they are known.
        PushgatewayAddress secured = named.orElse(PushgatewayAddress.parse("https://localhost:9091"))
                .secured(settings, PUSHGATEWAY, "worker");
        for (String more : List.of("_USER", "_PASSWORD_FILE", "_CA_FILE")) {
            if (settings.isSet(PUSHGATEWAY + more) && !settings.isSet(PUSHGATEWAY)) {
                settings.problem(PUSHGATEWAY + more + " is set without " + PUSHGATEWAY + ", expected both");
            }
        }
        return named.map(address -> secured);
    }

    private static Pace pace(Settings settings) {
        Profile profile = settings.choice(
                "WORKER_PROFILE",
                Profile.THROUGHPUT,
                "What the worker is to be best at. In throughput, outcomes are committed every 100 ms and requests wait for one"
                        + " another as long at most; in latency it is 10 ms and 1 ms, for more work per request.");
        return new Pace(
                settings.duration(
                        "WORKER_COMMIT_INTERVAL",
                        profile.commitInterval,
                        Duration.ofMillis(5),
                        LONGEST_COMMIT_INTERVAL,
                        "How long at most outcomes wait for being committed together. The default is the profile's."),
                profile.gatherTime,
                settings.integer(
                        "WORKER_BATCH_SIZE",
                        256,
                        1,
                        10_000,
                        "The most requests of one partition that wait to be answered together."));
    }

    private static ModelsSettings models(Settings settings) {
        return new ModelsSettings(
                settings.path("WORKER_MODELS_DIR", Path.of("models"), "The folder of the models."),
                settings.parsed(
                        "WORKER_MODEL_PINS",
                        Map.of(),
                        WorkerSettings::pins,
                        "model types with their versions, such as normal=2,earnings=1",
                        "The versions that are served instead of the highest."));
    }

    /**
     * Looks whether the windows are long enough for what the models are given.
     *
     * @throws InvalidSettingsException with every feature that could never be computed
     */
    void requireRoomFor(Models served) throws InvalidSettingsException {
        List<String> problems = new ArrayList<>();
        for (Model model : served.all()) {
            for (String name : model.manifest().features()) {
                Feature.named(name)
                        .filter(feature -> feature.barsNeeded() > windows.bars())
                        .ifPresent(feature -> problems.add("WORKER_WINDOW_BARS is " + windows.bars()
                                + ", expected at least " + feature.barsNeeded() + " for " + name + " of model "
                                + model.manifest().id()));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
    }

    private static Map<String, Integer> pins(String text) {
        Map<String, Integer> pins = new TreeMap<>();
        for (String pin : text.split(",", -1)) {
            String[] typeAndVersion = pin.strip().split("=", -1);
            if (typeAndVersion.length != 2 || pins.put(typeAndVersion[0], Integer.valueOf(typeAndVersion[1])) != null) {
                throw new IllegalArgumentException(pin);
            }
        }
        return pins;
    }
}
