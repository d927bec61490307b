package dev.presage.benchmark;

import dev.presage.benchmark.load.Case;
import dev.presage.benchmark.load.Topics;
import dev.presage.benchmark.measure.Contender;
import dev.presage.benchmark.measure.Entry;
import dev.presage.benchmark.measure.Outcomes;
import dev.presage.benchmark.measure.Quota;
import dev.presage.benchmark.measure.Run;
import dev.presage.benchmark.process.BenchmarkException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Contenders that drain the same topic in turn, another one first in each round, so that the machine's moods meet all alike. */
final class RoundRobin {
    private final Stage stage;
    private final Topics topics;
    private final Consumer<String> out;

    /** @param out is told of each run */
    RoundRobin(Stage stage, Topics topics, Consumer<String> out) {
        this.stage = stage;
        this.topics = topics;
        this.out = out;
    }

    /** How each contender is run. */
    interface Plan {
        Entry entry(Contender contender, int round);

        Quota quota(Contender contender);
    }

    /**
     * Runs some rounds.
     *
     * @throws BenchmarkException if one fails, or does not answer what it is asked as the others do
     */
    List<Run> runAll(Case asked, List<Contender> contenders, Plan plan, int rounds)
            throws BenchmarkException, InterruptedException {
        List<Run> runs = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            runs.addAll(run(asked, contenders, plan, round));
        }
        return runs;
    }

    /** Runs one of the rounds that {@link #runAll} would run; outcomes are looked at in the first. */
    List<Run> run(Case asked, List<Contender> contenders, Plan plan, int round)
            throws BenchmarkException, InterruptedException {
        List<Run> runs = new ArrayList<>();
        Map<Contender, Outcomes> outcomes = new EnumMap<>(Contender.class);
        for (Contender contender : order(contenders, round)) {
            topics.renewOutputs();
            Quota quota = plan.quota(contender);
            Run run = stage.drain().run(plan.entry(contender, round), quota, round);
            runs.add(run);
            out.accept(asked + ", " + line(run));
            if (round == 1) {
                Outcomes written = Outcomes.read(stage.broker(), topics);
                written.requireAllPredicted(contender, quota.warmUp() + quota.measured());
                outcomes.put(contender, written);
            }
        }
        Outcomes naive = outcomes.get(Contender.NAIVE);
        Outcomes worker = outcomes.get(Contender.WORKER);
        if (naive != null && worker != null) {
            worker.requireSame(naive);
        }
        return runs;
    }

    /** All in turn, another one first in each round. */
    static <T> List<T> order(List<T> all, int round) {
        List<T> order = new ArrayList<>(all);
        Collections.rotate(order, 1 - round);
        return order;
    }

    private static String line(Run run) {
        return String.format(
                Locale.ROOT,
                "round %d: %-12s %,9.0f records/s  %6.2f CPU-s per million  %4.0f MB  others %.2f cores",
                run.round(),
                run.contender(),
                run.recordsPerSecond(),
                run.cpuPerMillion(),
                run.peakResidentBytes() / 1e6,
                run.othersCores());
    }
}
