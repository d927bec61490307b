package dev.presage.benchmark;

import dev.presage.benchmark.evaluate.History;
import dev.presage.benchmark.evaluate.Reader;
import dev.presage.benchmark.evaluate.Reading;
import dev.presage.benchmark.evaluate.Readings;
import dev.presage.benchmark.process.BenchmarkException;
import dev.presage.benchmark.process.Checkout;
import dev.presage.benchmark.process.Jvm;
import dev.presage.benchmark.process.Workshop;
import dev.presage.benchmark.report.Environment;
import dev.presage.benchmark.report.EvaluatorSection;
import dev.presage.benchmark.report.EvaluatorSection.Point;
import dev.presage.benchmark.report.EvaluatorSection.Setup;
import dev.presage.benchmark.report.EvaluatorText;
import dev.presage.benchmark.report.Spread;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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

/** {@code benchmark.jar evaluator}: what it costs to judge predictions, beside reading their bytes. */
@Command(
        name = "evaluator",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description =
                "Lets the batch evaluator and a plain consumer read the same predictions, in turn, round by round.")
final class EvaluatorCommand implements Callable<Integer> {
    private static final List<String> AS_BOUNDED = List.of("-Xmx512m", "-XX:+UseSerialGC");

    @Option(
            names = "--sizes",
            split = ",",
            description = "How many predictions, ascending; multiples of two for each ticker and day."
                    + " Default: 1000000,3000000,10000000.")
    private List<Long> sizes = List.of(1_000_000L, 3_000_000L, 10_000_000L);

    @Option(names = "--rounds", defaultValue = "5", description = "Rounds of each size (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Mixin
    private HistoryOptions options = new HistoryOptions();

    @Option(
            names = "--most",
            paramLabel = "RATIO",
            description = "Bound for the evaluator's CPU ratio to bare at the largest size; exit code 3 beyond.")
    private @Nullable Double most;

    @Option(
            names = "--jvm-option",
            paramLabel = "OPTION",
            description =
                    "Of the Java that runs both; can be given several times; default: -Xmx512m -XX:+UseSerialGC, which Java chooses"
                            + " itself where it has less than two processors or 2 GB.")
    private List<String> jvmOptions = new ArrayList<>(AS_BOUNDED);

    @Option(
            names = "--jfr",
            paramLabel = "FOLDER",
            description = "Has both record their profile with the Java Flight Recorder, a file a run; costs a little.")
    private @Nullable Path jfr;

    @Option(names = "--time-out", defaultValue = "PT15M", description = "For each run (default: ${DEFAULT-VALUE}).")
    private Duration timeOut = Duration.ofMinutes(15);

    @Option(
            names = "--output",
            paramLabel = "FOLDER",
            description = "Where the section is written, the page beside it; default: docs/performance.")
    private @Nullable Path output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws BenchmarkException, InterruptedException {
        if (jfr != null) {
            Workshop.folder(jfr);
        }
        Environment environment = Environment.now();
        Checkout checkout = Checkout.own();
        History questions = options.questions();
        List<History> histories = new ArrayList<>();
        for (long size : sizes) {
            histories.add(questions.of(size));
        }
        Setup setup = new Setup(
                questions.tickers(),
                questions.days(),
                questions.questions(),
                questions.bars(),
                options.partitions(),
                questions.ownFeaturesPercent(),
                jvmOptions);
        EvaluatorSection section = new EvaluatorSection(environment, setup, points(checkout, histories));
        say("");
        say(EvaluatorText.table(section));
        say(EvaluatorText.growth(section));
        new Publication(output == null ? checkout.sections() : output).publish(EvaluatorSection.NAME, section);
        return isWithinBounds(section) ? 0 : Main.OUT_OF_BOUNDS;
    }

    private boolean isWithinBounds(EvaluatorSection section) {
        Optional<Spread> ratio = section.last().ratio();
        if (most == null || ratio.isEmpty() || ratio.get().median() <= most) {
            return true;
        }
        say(String.format(
                Locale.ROOT,
                "%,d predictions: the evaluator's CPU ratio to bare is %.2f, expected at most %.2f",
                section.last().predictions(),
                ratio.get().median(),
                most));
        return false;
    }

    private List<Point> points(Checkout checkout, List<History> histories)
            throws BenchmarkException, InterruptedException {
        List<PublishedHistory> published = new ArrayList<>();
        try {
            for (History history : histories) {
                PublishedHistory one = PublishedHistory.publish(checkout, history, options.partitions());
                published.add(one);
                say(one.line());
            }
            Map<PublishedHistory, List<Reading>> readings = new LinkedHashMap<>();
            for (int round = 1; round <= rounds; round++) {
                for (PublishedHistory one : RoundRobin.order(published, round)) {
                    readings.computeIfAbsent(one, none -> new ArrayList<>()).addAll(read(one, round));
                }
            }
            return published.stream()
                    .map(one -> new Point(one.history().predictions(), readings.getOrDefault(one, List.of())))
                    .toList();
        } finally {
            published.forEach(PublishedHistory::close);
        }
    }

    private List<Reading> read(PublishedHistory published, int round) throws BenchmarkException, InterruptedException {
        Stage stage = published.stage();
        Readings readings = new Readings(stage.workshop(), stage.checkout(), stage.broker(), timeOut);
        List<Reading> read = new ArrayList<>();
        for (Reader reader : RoundRobin.order(List.of(Reader.values()), round)) {
            Jvm jvm = jvm(reader, published.history(), round);
            Reading reading = readings.run(reader, jvm, published.history(), round);
            read.add(reading);
            say(line(reading));
        }
        return read;
    }

    private Jvm jvm(Reader reader, History history, int round) {
        Jvm jvm = new Jvm(Jvm.own().home(), jvmOptions);
        return jfr == null
                ? jvm
                : jvm.with("-XX:StartFlightRecording=settings=profile,filename="
                        + jfr.resolve(reader + "-" + history.predictions() + "-" + round + ".jfr"));
    }

    private static String line(Reading reading) {
        return String.format(
                Locale.ROOT,
                "%,11d, round %d: %-9s %6.2f CPU-s  %6.2f s  heap %3.0f MB, %3.0f MB left  others %.2f cores",
                reading.run().records(),
                reading.run().round(),
                reading.run().contender(),
                reading.run().cpuSeconds(),
                reading.run().seconds(),
                reading.heap().mostUsedBytes() / 1e6,
                reading.heap().mostLeftBytes() / 1e6,
                reading.run().othersCores());
    }

    private void say(String what) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(what);
        out.flush();
    }
}
