package dev.presage.benchmark;

import dev.presage.benchmark.load.Case;
import dev.presage.benchmark.load.Loader;
import dev.presage.benchmark.load.Topics;
import dev.presage.benchmark.measure.Contender;
import dev.presage.benchmark.measure.Entry;
import dev.presage.benchmark.measure.Quota;
import dev.presage.benchmark.measure.Run;
import dev.presage.benchmark.process.BenchmarkException;
import dev.presage.benchmark.process.Checkout;
import dev.presage.benchmark.process.Workshop;
import dev.presage.benchmark.report.Environment;
import dev.presage.benchmark.report.ThroughputSection;
import dev.presage.benchmark.report.ThroughputSection.Setup;
import dev.presage.benchmark.report.ThroughputSection.Trial;
import dev.presage.benchmark.report.ThroughputTable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmark.jar throughput}: what a prediction costs, beside the least that it can. */
@Command(
        name = "throughput",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = "Lets each contender drain the same requests, in turn, round by round.")
final class ThroughputCommand implements Callable<Integer> {
    @Mixin
    private LoadOptions load = new LoadOptions();

    @Option(names = "--cases", split = ",", description = "Of cached, mlp, trees (default: all).")
    private List<Case> cases = List.of(Case.values());

    @Option(names = "--contenders", split = ",", description = "Of bare, pass-through, naive, worker (default: all).")
    private List<Contender> contenders = List.of(Contender.values());

    @Option(names = "--rounds", defaultValue = "5", description = "Rounds of each (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--records",
            defaultValue = "3000000",
            description = "Requests that count in each run (default: ${DEFAULT-VALUE}).")
    private long records;

    @Option(
            names = "--warm-up",
            defaultValue = "2500000",
            description = "Requests before those that count (default: ${DEFAULT-VALUE}).")
    private long warmUp;

    @Option(
            names = "--naive-most",
            defaultValue = "1000000",
            description = "No more than so many of either for the naive worker (default: ${DEFAULT-VALUE}).")
    private long naiveMost;

    @Option(names = "--threads", split = ",", description = "Threads of each contender, such as 1,2 (default: 1).")
    private List<Integer> threads = List.of(1);

    @Option(
            names = "--jfr",
            paramLabel = "FOLDER",
            description =
                    "Has the worker record its profile with the Java Flight Recorder, a file a run; costs a little.")
    private @Nullable Path jfr;

    @Option(names = "--time-out", defaultValue = "PT15M", description = "For each run (default: ${DEFAULT-VALUE}).")
    private Duration timeOut = Duration.ofMinutes(15);

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws BenchmarkException, InterruptedException {
        if (jfr != null) {
            Workshop.folder(jfr);
        }
        Environment environment = Environment.now();
        Checkout checkout = Checkout.own();
        List<Trial> trials = new ArrayList<>();
        try (Stage stage = Stage.open(checkout)) {
            for (Case asked : cases) {
                Topics topics = stage.topics(load.partitions());
                say("loading " + quota(Contender.WORKER).loaded() + " requests of case " + asked);
                topics.renewInputs();
                Loader loader = stage.loader(topics, load.market());
                loader.loadBars();
                loader.loadRequests(asked, quota(Contender.WORKER).loaded(), 0);
                for (int count : threads) {
                    trials.add(trial(stage, topics, asked, count));
                }
            }
        }
        Setup setup = new Setup(
                warmUp,
                records,
                naiveMost,
                load.market().tickers(),
                load.partitions(),
                load.profile(),
                load.jvm().options());
        new Publication(load.output(checkout.sections()))
                .publish(ThroughputSection.NAME, new ThroughputSection(environment, setup, trials));
        return 0;
    }

    private Quota quota(Contender contender) {
        Quota quota = new Quota(warmUp, records, timeOut);
        return contender == Contender.NAIVE ? quota.atMost(naiveMost) : quota;
    }

    private Trial trial(Stage stage, Topics topics, Case asked, int count)
            throws BenchmarkException, InterruptedException {
        say(asked + " with " + count + " thread(s):");
        List<Run> runs = new RoundRobin(stage, topics, rounds, this::say).run(asked, contenders, new RoundRobin.Plan() {
            @Override
            public Entry entry(Contender contender, int round) {
                return new Entry(contender, count, load.jvm(), load.environment(), profile(contender, asked, round));
            }

            @Override
            public Quota quota(Contender contender) {
                return ThroughputCommand.this.quota(contender);
            }
        });
        Trial trial = new Trial(asked.label(), count, runs);
        say("\n" + asked + ", " + count + " thread(s):\n" + ThroughputTable.of(trial));
        return trial;
    }

    private Optional<Path> profile(Contender contender, Case asked, int round) {
        return jfr == null || contender != Contender.WORKER
                ? Optional.empty()
                : Optional.of(jfr.toAbsolutePath().resolve("worker-" + asked + "-" + round + ".jfr"));
    }

    private void say(String what) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(what);
        out.flush();
    }
}
