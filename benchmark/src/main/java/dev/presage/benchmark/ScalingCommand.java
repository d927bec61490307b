package dev.presage.benchmark;

import dev.presage.benchmark.load.Case;
import dev.presage.benchmark.load.Topics;
import dev.presage.benchmark.measure.Contender;
import dev.presage.benchmark.measure.Entry;
import dev.presage.benchmark.measure.Outcomes;
import dev.presage.benchmark.measure.Quota;
import dev.presage.benchmark.measure.Run;
import dev.presage.benchmark.process.BenchmarkException;
import dev.presage.benchmark.process.Checkout;
import dev.presage.benchmark.report.Environment;
import dev.presage.benchmark.report.ScalingSection;
import dev.presage.benchmark.report.ScalingSection.Layout;
import dev.presage.benchmark.report.ScalingSection.Trial;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmark.jar scaling}: what a second thread and a second worker bring. */
@Command(
        name = "scaling",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description =
                "Drains requests with one thread, with two, and with two workers, beside what docs/scaling.md expects.")
final class ScalingCommand implements Callable<Integer> {
    private static final List<Layout> LAYOUTS = List.of(new Layout(1, 1), new Layout(1, 2), new Layout(2, 1));

    /** One worker may be ahead of the other, but must not be done before the other. */
    private static final double UNEVEN = 0.25;

    @Mixin
    private LoadOptions load = new LoadOptions();

    @Option(names = "--cases", split = ",", description = "Of cached, mlp, trees (default: mlp,trees).")
    private List<Case> cases = List.of(Case.MLP, Case.TREES);

    @Option(names = "--rounds", defaultValue = "3", description = "Rounds of each (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--warm-up", defaultValue = "4000000", description = "Requests before those that count.")
    private long warmUp;

    @Option(names = "--records", defaultValue = "2000000", description = "Requests that count.")
    private long records;

    @Option(names = "--time-out", defaultValue = "PT15M", description = "For each run (default: ${DEFAULT-VALUE}).")
    private Duration timeOut = Duration.ofMinutes(15);

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws BenchmarkException, InterruptedException {
        Environment environment = Environment.now();
        Checkout checkout = Checkout.own();
        Quota quota = new Quota(warmUp, records, UNEVEN, timeOut);
        List<Trial> trials = new ArrayList<>();
        try (Stage stage = Stage.open(checkout)) {
            for (Case asked : cases) {
                Topics topics = stage.load(load.market(), load.partitions(), asked, quota.loaded());
                trials.addAll(trials(stage, topics, asked, quota));
            }
        }
        int processors = Runtime.getRuntime().availableProcessors();
        new Publication(load.output(checkout.sections()))
                .publish(ScalingSection.NAME, new ScalingSection(environment, processors, warmUp, records, trials));
        return 0;
    }

    private List<Trial> trials(Stage stage, Topics topics, Case asked, Quota quota)
            throws BenchmarkException, InterruptedException {
        List<Trial> trials = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            for (Layout layout : RoundRobin.order(LAYOUTS, round)) {
                topics.renewOutputs();
                Entry entry = new Entry(
                        Contender.WORKER,
                        layout.workers(),
                        layout.threads(),
                        load.jvm(),
                        load.environment(),
                        Optional.empty());
                Run run = stage.drain().run(entry, quota, round);
                if (round == 1) {
                    Outcomes.read(stage.broker(), topics).requireAllPredicted(Contender.WORKER, quota.loaded());
                }
                trials.add(new Trial(asked.label(), layout, run));
                say(asked, layout, run);
            }
        }
        return trials;
    }

    private void say(Case asked, Layout layout, Run run) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
                Locale.ROOT,
                "%s, round %d: %d worker(s) of %d thread(s) %,9.0f records/s, CPU-s per million: %.2f, broker %.2f%n",
                asked,
                run.round(),
                layout.workers(),
                layout.threads(),
                run.recordsPerSecond(),
                run.cpuPerMillion(),
                run.brokerCpuPerMillion());
        out.flush();
    }
}
