package dev.presage.benchmark.report;

import dev.presage.benchmark.measure.Contender;
import dev.presage.benchmark.measure.Run;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What {@code scaling} measured.
 *
 * @param environment where and when
 * @param processors that workers, broker and observer share
 * @param warmUp requests before those that count
 * @param records requests that count
 * @param trials what came out
 */
public record ScalingSection(Environment environment, int processors, long warmUp, long records, List<Trial> trials) {
    /** The name of its file. */
    public static final String NAME = "scaling";

    /** What the others are compared with. */
    static final Layout ONE = new Layout(1, 1);

    /**
     * Who shares the work.
     *
     * @param workers processes
     * @param threads of each
     */
    public record Layout(int workers, int threads) {
        /** Threads of all. */
        int total() {
            return workers * threads;
        }
    }

    /** One run of a case. */
    public record Trial(String asked, Layout layout, Run run) {}

    public ScalingSection {
        trials = List.copyOf(trials);
    }

    private List<Run> runs(String asked, Layout layout) {
        return trials.stream()
                .filter(trial -> trial.asked().equals(asked) && trial.layout().equals(layout))
                .map(Trial::run)
                .toList();
    }

    /** A figure of a case's runs; empty if there are none. */
    Optional<Spread> figure(String asked, Layout layout, ToDoubleFunction<Run> figure) {
        return new Ratios(runs(asked, layout)).figure(Contender.WORKER.label(), figure);
    }

    /** Throughput over that of one thread of one worker in the same round. */
    Optional<Spread> speedup(String asked, Layout layout) {
        return new Ratios(runs(asked, layout)).over(runs(asked, ONE), Contender.WORKER.label(), Run::recordsPerSecond);
    }

    /**
     * What the model of docs/scaling.md expects, from what one thread was seen to do: as many times its throughput as there are threads,
     * or as many records as all processors can pay for, if that is less.
     *
     * @return records a second
     */
    Optional<Double> expected(String asked, Layout layout) {
        return figure(asked, ONE, Run::recordsPerSecond).map(one -> {
            double cost = figure(asked, ONE, run -> run.cpuPerMillion() + run.brokerCpuPerMillion())
                    .orElseThrow()
                    .median();
            return Math.min(layout.total() * one.median(), processors * 1e6 / cost);
        });
    }
}
