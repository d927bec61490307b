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
                "Drains requests with few and many tickers, partitions and records. Its own sizes win over those options.")
final class GrowthCommand implements Callable<Integer> {
    private static final int TICKERS_FOR_PARTITIONS = 600;

    @Mixin
    private LoadOptions load = new LoadOptions();

    @Option(
            names = "--case",
            defaultValue = "cached",
            description = "Of cached, mlp, trees (default: ${DEFAULT-VALUE}).")
    private Case asked = Case.CACHED;

    @Option(names = "--contenders", split = ",", description = "Of bare, worker (default: both).")
    private List<Contender> contenders = List.of(Contender.BARE, Contender.WORKER);

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds of each size (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--warm-up",
            defaultValue = "2500000",
            description = "Requests before those that count (default: ${DEFAULT-VALUE}).")
    private long warmUp;

    @Option(
            names = "--records",
            defaultValue = "2000000",
            description = "Requests that count, where sizes do not say (default: ${DEFAULT-VALUE}).")
    private long records;

    @Option(names = "--sizes-tickers", split = ",", description = "Default: 10,1000,10000.")
    private List<Integer> tickers = List.of(10, 1_000, 10_000);

    @Option(names = "--sizes-partitions", split = ",", description = "Default: 1,6,60.")
    private List<Integer> partitions = List.of(1, 6, 60);

    @Option(names = "--sizes-records", split = ",", description = "Default: 1000000,50000000.")
    private List<Long> sizes = List.of(1_000_000L, 50_000_000L);

    @Option(names = "--dimensions", split = ",", description = "Of tickers, partitions, records (default: all).")
    private List<String> dimensions = List.of("tickers", "partitions", "records");

    @Option(names = "--time-out", defaultValue = "PT30M", description = "For each run (default: ${DEFAULT-VALUE}).")
    private Duration timeOut = Duration.ofMinutes(30);

    @Spec
    private CommandSpec spec;

    /** How much there is of everything; {@code size} is that of what there is more or less of. */
    private record Size(String dimension, long size, Market market, int partitions, long records) {}

    /** A size whose topics are filled, on a broker of its own, so that all sizes can take their turns. */
    private record Loaded(Size size, Stage stage, Topics topics, List<Run> runs) implements AutoCloseable {
        Point point() {
            return new Point(size.dimension(), size.size(), runs);
        }

        @Override
        public void close() {
            stage.close();
        }
    }

    @Override
    public Integer call() throws BenchmarkException, InterruptedException {
        Environment environment = Environment.now();
        Checkout checkout = Checkout.own();
        List<Point> points = new ArrayList<>();
        for (String dimension : dimensions) {
            points.addAll(points(checkout, sizes(dimension)));
        }
        new Publication(load.output(checkout.sections()))
                .publish(GrowthSection.NAME, new GrowthSection(environment, asked.label(), warmUp, points));
        return 0;
    }

    private List<Size> sizes(String dimension) throws BenchmarkException {
        int bars = load.market().barsPerTicker();
        return switch (dimension) {
            case "tickers" ->
                tickers.stream()
                        .map(size -> new Size(dimension, size, new Market(size, bars), load.partitions(), records))
                        .toList();
            case "partitions" ->
                partitions.stream()
                        .map(size -> new Size(dimension, size, new Market(TICKERS_FOR_PARTITIONS, bars), size, records))
                        .toList();
            case "records" ->
                sizes.stream()
                        .map(size -> new Size(dimension, size, load.market(), load.partitions(), size))
                        .toList();
            default ->
                throw new BenchmarkException(
                        "--dimensions has '" + dimension + "', expected some of tickers, partitions, records");
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
                    size.market(), size.partitions(), asked, quota(size).loaded());
            return new Loaded(size, stage, topics, new ArrayList<>());
        } catch (BenchmarkException | InterruptedException | RuntimeException e) {
            stage.close();
            throw e;
        }
    }

    private Quota quota(Size size) {
        return new Quota(warmUp, size.records(), timeOut);
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
                return GrowthCommand.this.quota(size);
            }
        };
        loaded.runs()
                .addAll(new RoundRobin(loaded.stage(), loaded.topics(), rounds, this::say)
                        .run(asked, contenders, plan, round));
    }

    private void say(String what) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(what);
        out.flush();
    }
}
