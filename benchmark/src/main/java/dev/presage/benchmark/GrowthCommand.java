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

    @Option(names = "--cases", split = ",", description = "Of cached, mlp, trees (default: cached).")
    private List<Case> cases = List.of(Case.CACHED);

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds of each size (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--warm-up",
            defaultValue = "5000000",
            description = "Requests before those that count: else a short run costs more only because it is short.")
    private long warmUp;

    @Option(names = "--records", defaultValue = "2000000", description = "Requests that count, where sizes do not say.")
    private long records;

    @Option(names = "--sizes-tickers", split = ",", description = "Default: 10,1000,10000.")
    private List<Integer> tickers = List.of(10, 1_000, 10_000);

    @Option(names = "--sizes-partitions", split = ",", description = "Default: 1,6,60.")
    private List<Integer> partitions = List.of(1, 6, 60);

    @Option(names = "--sizes-records", split = ",", description = "Default: 1000000,50000000.")
    private List<Long> sizes = List.of(1_000_000L, 50_000_000L);

    @Option(names = "--time-out", defaultValue = "PT30M", description = "For each run (default: ${DEFAULT-VALUE}).")
    private Duration timeOut = Duration.ofMinutes(30);

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws BenchmarkException, InterruptedException {
        Environment environment = Environment.now();
        Checkout checkout = Checkout.own();
        List<Point> points = new ArrayList<>();
        int bars = load.market().barsPerTicker();
        try (Stage stage = Stage.open(checkout)) {
            for (Case asked : cases) {
                for (int size : tickers) {
                    points.add(point(
                            stage,
                            asked,
                            "tickers",
                            size,
                            new Size(new Market(size, bars), load.partitions(), records)));
                }
                for (int size : partitions) {
                    Market market = new Market(TICKERS_FOR_PARTITIONS, bars);
                    points.add(point(stage, asked, "partitions", size, new Size(market, size, records)));
                }
            }
            for (long size : sizes) {
                points.add(
                        point(stage, cases.get(0), "records", size, new Size(load.market(), load.partitions(), size)));
            }
        }
        new Publication(load.output(checkout.sections()))
                .publish(GrowthSection.NAME, new GrowthSection(environment, warmUp, points));
        return 0;
    }

    /** How much there is of everything. */
    private record Size(Market market, int partitions, long records) {}

    private Point point(Stage stage, Case asked, String dimension, long size, Size of)
            throws BenchmarkException, InterruptedException {
        say(asked + ", " + dimension + " " + size + ": loading");
        Quota quota = new Quota(warmUp, of.records(), timeOut);
        Topics topics = stage.load(of.market(), of.partitions(), asked, quota.loaded());
        List<Contender> contenders = List.of(Contender.WORKER);
        List<Run> runs = new RoundRobin(stage, topics, rounds, this::say).run(asked, contenders, new RoundRobin.Plan() {
            @Override
            public Entry entry(Contender contender, int round) {
                return Entry.single(contender, load.jvm(), load.environment());
            }

            @Override
            public Quota quota(Contender contender) {
                return quota;
            }
        });
        return new Point(asked.label(), dimension, size, runs);
    }

    private void say(String what) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(what);
        out.flush();
    }
}
