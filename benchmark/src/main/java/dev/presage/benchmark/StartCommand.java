package dev.presage.benchmark;

import dev.presage.benchmark.load.Market;
import dev.presage.benchmark.load.Topics;
import dev.presage.benchmark.measure.Contender;
import dev.presage.benchmark.measure.Drain;
import dev.presage.benchmark.measure.Entry;
import dev.presage.benchmark.measure.Start;
import dev.presage.benchmark.process.BenchmarkException;
import dev.presage.benchmark.process.Checkout;
import dev.presage.benchmark.process.ClassCache;
import dev.presage.benchmark.process.Jvm;
import dev.presage.benchmark.report.Environment;
import dev.presage.benchmark.report.StartSection;
import dev.presage.benchmark.report.StartSection.Variant;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmark.jar start}: how long a worker takes until it is ready. */
@Command(
        name = "start",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description =
                "Starts the worker with and without an archive of its classes, on this Java and on Java 25 if there is one.")
final class StartCommand implements Callable<Integer> {
    @Mixin
    private LoadOptions load = new LoadOptions();

    @Option(names = "--rounds", defaultValue = "5", description = "Starts of each kind (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--restored-tickers", defaultValue = "10000", description = "Default: ${DEFAULT-VALUE}.")
    private int tickers;

    @Option(
            names = "--java25",
            paramLabel = "HOME",
            defaultValue = "${env:JAVA25_HOME}",
            description = "A JDK of version 25 or newer; default: $JAVA25_HOME.")
    private @Nullable Path java25;

    @Spec
    private CommandSpec spec;

    /** A kind of start. */
    private record Kind(String name, Jvm jvm, boolean cached, List<Double> seconds) {}

    @Override
    public Integer call() throws BenchmarkException, InterruptedException {
        Environment environment = Environment.now();
        Checkout checkout = Checkout.own();
        Market market = new Market(tickers, load.market().barsPerTicker());
        List<Kind> kinds = new ArrayList<>();
        try (Stage stage = Stage.open(checkout)) {
            Topics topics = stage.topics(load.partitions());
            topics.renewInputs();
            topics.renewOutputs();
            stage.loader(topics, market).loadBars();
            kinds.addAll(kinds(stage, "", load.jvm()));
            if (java25 != null && Files.exists(java25.resolve("bin/java"))) {
                kinds.addAll(kinds(stage, "-25", new Jvm(java25, load.jvm().options())));
            }
            for (int round = 1; round <= rounds; round++) {
                for (Kind kind : kinds) {
                    double seconds = Start.seconds(stage.drain(), entry(kind.jvm()));
                    kind.seconds().add(seconds);
                    spec.commandLine().getOut().printf(Locale.ROOT, "%-40s %.2f s%n", kind.name(), seconds);
                    spec.commandLine().getOut().flush();
                }
            }
        }
        List<Variant> variants = new ArrayList<>();
        for (Kind kind : kinds) {
            variants.add(new Variant(kind.name(), kind.jvm().version(), kind.cached(), kind.seconds()));
        }
        new Publication(load.output(checkout.sections()))
                .publish(
                        StartSection.NAME,
                        new StartSection(environment, tickers, load.market().barsPerTicker(), variants));
        return 0;
    }

    /** Without and with a cache, which is made here by one start that does not count. */
    private List<Kind> kinds(Stage stage, String suffix, Jvm jvm) throws BenchmarkException, InterruptedException {
        int version = jvm.feature();
        ClassCache cache =
                ClassCache.of(version, stage.workshop().folder("caches").resolve("worker" + suffix));
        Drain drain = stage.drain();
        double unused = Start.seconds(drain, entry(jvm.with(cache.making().toArray(String[]::new))));
        cache.requireMade();
        return List.of(
                new Kind("JDK " + version, jvm, false, new ArrayList<>()),
                new Kind(
                        "JDK " + version + ", " + cache.name(),
                        jvm.with(cache.using().toArray(String[]::new)),
                        true,
                        new ArrayList<>()));
    }

    private Entry entry(Jvm jvm) {
        return Entry.single(Contender.WORKER, jvm, load.environment());
    }
}
