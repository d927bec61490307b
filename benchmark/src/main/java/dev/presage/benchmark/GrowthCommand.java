package dev.presage.benchmark;

import dev.presage.benchmark.load.Case;
import dev.presage.benchmark.load.Market;
import dev.presage.benchmark.load.Topics;
import dev.presage.benchmark.measure.Contender;
import dev.presage.benchmark.measure.Entry;
import dev.presage.benchmark.measure.Quota;
import dev.presage.benchmark.measure.Run;
import dev.presage.benchmark.process.BenchmarkException;
import dev.presage.benchmark.process.Checkout;
import dev.presage.benchmark.report.Environment;
import dev.presage.benchmark.report.GrowthSection;
import dev.presage.benchmark.report.GrowthSection.Dimension;
import dev.presage.benchmark.report.GrowthSection.Point;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmark.jar growth}: whether a record costs the same however many there are of everything. */
@Command(
        name = "growth",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description =
                "Drains requests of few and many tickers, from few and many partitions, from short and long topics. Its own sizes win over those options.")
final class GrowthCommand implements Callable<Integer> {
    private static final List<Contender> CONTENDERS = List.of(Contender.BARE, Contender.WORKER);
    private static final int TICKERS_FOR_PARTITIONS = 600; // as many in each of 1, 6 or 60
    private static final int PARTITIONS_FOR_TICKERS = 5; // as many of 10, 1,000 or 10,000 in each

    @Mixin
    private LoadOptions load = new LoadOptions();

    @Option(
            names = "--case",
            defaultValue = "cached",
            description = "Of cached, mlp, trees (default: ${DEFAULT-VALUE}).")
    private Case asked = Case.CACHED;

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds of each size (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--warm-up",
            defaultValue = "5000000",
            description =
                    "Requests before those that count (default: ${DEFAULT-VALUE}); of a topic's length, all before them.")
    private long warmUp;

    @Option(
            names = "--records",
            defaultValue = "2000000",
            description = "Requests that count (default: ${DEFAULT-VALUE}).")
    private long records;

    @Option(names = "--sizes-tickers", split = ",", description = "Default: 10,1000,10000.")
    private List<Integer> tickers = List.of(10, 1_000, 10_000);

    @Option(names = "--sizes-partitions", split = ",", description = "Default: 1,6,60.")
    private List<Integer> partitions = List.of(1, 6, 60);

    @Option(
            names = "--sizes-records",
            split = ",",
            description =
                    "How long a topic is, of which the last requests count. Default: 10000000,50000000; by the end of one million Java has not compiled all yet.")
    private List<Long> lengths = List.of(10_000_000L, 50_000_000L);

    @Option(names = "--dimensions", split = ",", description = "Of ${COMPLETION-CANDIDATES} (default: all).")
    private List<Dimension> dimensions = List.of(Dimension.values());

    @Option(names = "--time-out", defaultValue = "PT30M", description = "For each run (default: ${DEFAULT-VALUE}).")
    private Duration timeOut = Duration.ofMinutes(30);

    @Spec
    private CommandSpec spec;

    /** How much there is of everything; {@code size} is that of what there is more or less of. */
    private record Size(Dimension dimension, long size, Market market, int partitions, Quota quota) {}

    /** A size whose topics are filled, on a broker of its own, so that all sizes can take their turns. */
    private record Loaded(Size size, Stage stage, Topics topics, List<Run> runs) implements AutoCloseable {
        Point point() {
            return new Point(size.size(), runs);
        }

        @Override
        public void close() {
            stage.close();
        }
    }

    @Override
    public Integer call() throws BenchmarkException, InterruptedException {
        requireLengths();
        Checkout checkout = Checkout.own();
        Publication publication = new Publication(load.output(checkout.sections()));
        for (Dimension dimension : dimensions) {
            Environment environment = Environment.now();
            List<Point> points = points(checkout, sizes(dimension));
            publication.publish(
                    dimension.section(),
                    new GrowthSection(environment, asked.label(), dimension, warmUp, records, points));
        }
        return 0;
    }

    private void requireLengths() throws BenchmarkException {
        for (long length : lengths) {
            if (length < records) {
                throw new BenchmarkException(
                        "--sizes-records has " + length + ", expected at least --records, which is " + records);
            }
        }
    }

    private List<Size> sizes(Dimension dimension) {
        int bars = load.market().barsPerTicker();
        Quota quota = new Quota(warmUp, records, timeOut);
        return switch (dimension) {
            case TICKERS ->
                tickers.stream()
                        .map(size -> new Size(dimension, size, new Market(size, bars), PARTITIONS_FOR_TICKERS, quota))
                        .toList();
            case PARTITIONS ->
                partitions.stream()
                        .map(size -> new Size(dimension, size, new Market(TICKERS_FOR_PARTITIONS, bars), size, quota))
                        .toList();
            case RECORDS ->
                lengths.stream()
                        .map(size -> new Size(
                                dimension,
                                size,
                                load.market(),
                                load.partitions(),
                                new Quota(size - records, records, timeOut)))
                        .toList();
        };
    }

    private List<Point> points(Checkout checkout, List<Size> sizes) throws BenchmarkException, InterruptedException {
        List<Loaded> loaded = new ArrayList<>();
        try {
            for (Size size : sizes) {
                loaded.add(load(checkout, size));
            }
            for (int round = 1; round <= rounds; round++) {
                for (Loaded size : RoundRobin.order(loaded, round)) {
                    run(size, round);
                }
            }
            return loaded.stream().map(Loaded::point).toList();
        } finally {
            loaded.forEach(Loaded::close);
        }
    }

    private Loaded load(Checkout checkout, Size size) throws BenchmarkException, InterruptedException {
        say(size.dimension() + " " + size.size() + ": loading");
        Stage stage = Stage.open(checkout);
        try {
            Topics topics = stage.load(
                    size.market(), size.partitions(), asked, size.quota().loaded());
            return new Loaded(size, stage, topics, new ArrayList<>());
        } catch (BenchmarkException | InterruptedException | RuntimeException e) {
            stage.close();
            throw e;
        }
    }

    private void run(Loaded loaded, int round) throws BenchmarkException, InterruptedException {
        Size size = loaded.size();
        say(size.dimension() + " " + size.size() + ":");
        RoundRobin.Plan plan = new RoundRobin.Plan() {
            @Override
            public Entry entry(Contender contender, int round) {
                return Entry.single(contender, load.jvm(), load.environment());
            }

            @Override
            public Quota quota(Contender contender) {
                return size.quota();
            }
        };
        loaded.runs()
                .addAll(new RoundRobin(loaded.stage(), loaded.topics(), this::say).run(asked, CONTENDERS, plan, round));
    }

    private void say(String what) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(what);
        out.flush();
    }
}
