package dev.presage.benchmark;

import dev.presage.benchmark.load.Case;
import dev.presage.benchmark.load.Topics;
import dev.presage.benchmark.measure.Contender;
import dev.presage.benchmark.measure.Entry;
import dev.presage.benchmark.measure.Quota;
import dev.presage.benchmark.measure.Run;
import dev.presage.benchmark.process.BenchmarkException;
import dev.presage.benchmark.process.Checkout;
import dev.presage.benchmark.process.Workshop;
import dev.presage.benchmark.report.Environment;
import dev.presage.benchmark.report.Ratios;
import dev.presage.benchmark.report.Spread;
import dev.presage.benchmark.report.ThroughputSection;
import dev.presage.benchmark.report.ThroughputSection.Setup;
import dev.presage.benchmark.report.ThroughputSection.Trial;
import dev.presage.benchmark.report.ThroughputTable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
            defaultValue = "100000",
            description = "No more than so many of either for the naive worker (default: ${DEFAULT-VALUE}).")
    private long naiveMost;

    @Option(
            names = "--section",
            paramLabel = "NAME",
            description = "Of the page: throughput, or steady for a long warm-up (default: throughput).")
    private Section section = Section.THROUGHPUT;

    @Option(
            names = "--jfr",
            paramLabel = "FOLDER",
            description =
                    "Has the worker record its profile with the Java Flight Recorder, a file a run; costs a little.")
    private @Nullable Path jfr;

    @Option(
            names = "--most",
            split = ",",
            paramLabel = "CASE=RATIO",
            description = "Bounds for the worker's CPU ratio to bare, such as cached=3,mlp=4; exit code 3 beyond.")
    private Map<Case, Double> most = new EnumMap<>(Case.class);

    @Option(names = "--time-out", defaultValue = "PT15M", description = "For each run (default: ${DEFAULT-VALUE}).")
    private Duration timeOut = Duration.ofMinutes(15);

    @Spec
    private CommandSpec spec;

    /** Where the page tells it. */
    enum Section {
        THROUGHPUT(ThroughputSection.NAME),
        STEADY(ThroughputSection.STEADY);

        private final String file;

        Section(String file) {
            this.file = file;
        }
    }

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
                long requests = quota(Contender.WORKER).loaded();
                say("loading " + requests + " requests of case " + asked);
                Topics topics = stage.load(load.market(), load.partitions(), asked, requests);
                trials.add(trial(stage, topics, asked));
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
                .publish(section.file, new ThroughputSection(environment, setup, trials));
        return areWithinBounds(trials) ? 0 : Main.OUT_OF_BOUNDS;
    }

    private boolean areWithinBounds(List<Trial> trials) {
        boolean within = true;
        for (Trial trial : trials) {
            Double bound = most.get(Case.named(trial.asked()));
            Optional<Spread> ratio = new Ratios(trial.runs()).toBare(Contender.WORKER.label(), Run::cpuPerMillion);
            if (bound != null && ratio.isPresent() && ratio.get().median() > bound) {
                say(String.format(
                        Locale.ROOT,
                        "%s: the worker's CPU ratio to bare is %.2f, expected at most %.2f",
                        trial.asked(),
                        ratio.get().median(),
                        bound));
                within = false;
            }
        }
        return within;
    }

    private Quota quota(Contender contender) {
        Quota quota = new Quota(warmUp, records, timeOut);
        return contender == Contender.NAIVE ? quota.atMost(naiveMost) : quota;
    }

    private Trial trial(Stage stage, Topics topics, Case asked) throws BenchmarkException, InterruptedException {
        RoundRobin.Plan plan = new RoundRobin.Plan() {
            @Override
            public Entry entry(Contender contender, int round) {
                return new Entry(contender, 1, 1, load.jvm(), load.environment(), profile(contender, asked, round));
            }

            @Override
            public Quota quota(Contender contender) {
                return ThroughputCommand.this.quota(contender);
            }
        };
        List<Run> runs = new RoundRobin(stage, topics, this::say).runAll(asked, contenders, plan, rounds);
        Trial trial = new Trial(asked.label(), runs);
        say("\n" + asked + ":\n" + ThroughputTable.of(trial));
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
