package dev.presage.benchmark;

import dev.presage.benchmark.latency.OpenLoop;
import dev.presage.benchmark.latency.OpenLoop.Stint;
import dev.presage.benchmark.latency.Point;
import dev.presage.benchmark.load.Case;
import dev.presage.benchmark.measure.Contender;
import dev.presage.benchmark.measure.Entry;
import dev.presage.benchmark.process.BenchmarkException;
import dev.presage.benchmark.process.Checkout;
import dev.presage.benchmark.report.Environment;
import dev.presage.benchmark.report.LatencySection;
import dev.presage.benchmark.report.LatencySection.Setup;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmark.jar latency}: how long a prediction takes, from the producer to a reader of committed records. */
@Command(
        name = "latency",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = "Asks at a fixed rate, whatever comes back; then at rising ones, until no more goes through.")
final class LatencyCommand implements Callable<Integer> {
    private static final List<Contender> CONTENDERS = List.of(Contender.PASS_THROUGH, Contender.WORKER);
    private static final Duration RAMP_WARM_UP = Duration.ofSeconds(4);

    @Mixin
    private LoadOptions load = new LoadOptions();

    @Option(
            names = "--case",
            defaultValue = "cached",
            description = "cached, mlp or trees (default: ${DEFAULT-VALUE}).")
    private Case asked = Case.CACHED;

    @Option(names = "--rounds", defaultValue = "5", description = "Rounds of each (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--rate", defaultValue = "1000", description = "Requests a second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(
            names = "--warm-up",
            defaultValue = "PT15S",
            description = "Before what counts (default: ${DEFAULT-VALUE}).")
    private Duration warmUp = Duration.ofSeconds(15);

    @Option(names = "--measured", defaultValue = "PT20S", description = "What counts (default: ${DEFAULT-VALUE}).")
    private Duration measured = Duration.ofSeconds(20);

    @Option(names = "--ramp", split = ",", description = "Rates of the ramp (default: 1000 to 300000; none: --ramp=0).")
    private List<Integer> ramp = List.of(1_000, 5_000, 10_000, 20_000, 50_000, 100_000, 150_000, 200_000, 300_000);

    @Option(
            names = "--ramp-measured",
            defaultValue = "PT5S",
            description = "What counts of each rate of the ramp (default: ${DEFAULT-VALUE}).")
    private Duration rampMeasured = Duration.ofSeconds(5);

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws BenchmarkException, InterruptedException {
        Environment environment = Environment.now();
        Checkout checkout = Checkout.own();
        List<Point> atOneRate = new ArrayList<>();
        List<Point> rising = new ArrayList<>();
        try (Stage stage = Stage.open(checkout)) {
            OpenLoop loop = new OpenLoop(stage.broker(), stage.topics(load.partitions()), load.market(), asked);
            for (int round = 1; round <= rounds; round++) {
                for (Contender contender : RoundRobin.order(CONTENDERS, round)) {
                    List<Stint> stints = List.of(new Stint(rate, warmUp, measured));
                    atOneRate.addAll(told(loop.run(stage.drain(), entry(contender, "latency"), stints, round)));
                }
            }
            for (String profile : List.of("latency", "throughput")) {
                rising.addAll(told(loop.run(stage.drain(), entry(Contender.WORKER, profile), stints(), 1)));
            }
        }
        Setup setup =
                new Setup(asked.label(), rate, warmUp.toSeconds(), measured.toSeconds(), rampMeasured.toSeconds());
        new Publication(load.output(checkout.sections()))
                .publish(LatencySection.NAME, new LatencySection(environment, setup, atOneRate, rising));
        return 0;
    }

    private List<Stint> stints() {
        List<Stint> stints = new ArrayList<>();
        for (int perSecond : ramp) {
            if (perSecond > 0) {
                stints.add(new Stint(perSecond, stints.isEmpty() ? warmUp : RAMP_WARM_UP, rampMeasured));
            }
        }
        return stints;
    }

    private Entry entry(Contender contender, String profile) {
        Map<String, String> environment = new HashMap<>(load.environment());
        environment.put("WORKER_PROFILE", profile);
        return Entry.single(contender, load.jvm(), environment);
    }

    private List<Point> told(List<Point> points) {
        for (Point point : points) {
            spec.commandLine()
                    .getOut()
                    .printf(
                            Locale.ROOT,
                            "%-12s %-10s round %d, %,9.0f/s: %,9.0f/s came back; ms: p50 %.1f p99 %.1f p99.9 %.1f max"
                                    + " %.1f%s%n",
                            point.contender(),
                            point.profile(),
                            point.round(),
                            point.perSecond(),
                            point.achievedPerSecond(),
                            point.p50(),
                            point.p99(),
                            point.p999(),
                            point.max(),
                            point.isSaturated() ? ", saturated" : "");
        }
        spec.commandLine().getOut().flush();
        return points;
    }
}
