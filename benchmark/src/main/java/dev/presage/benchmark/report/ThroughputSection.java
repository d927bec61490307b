package dev.presage.benchmark.report;

import dev.presage.benchmark.measure.Run;
import java.util.List;
import java.util.Optional;

/**
 * What {@code throughput} measured.
 *
 * @param environment where and when
 * @param setup how
 * @param trials what came out
 */
public record ThroughputSection(Environment environment, Setup setup, List<Trial> trials) {
    /** The name of its file. */
    public static final String NAME = "throughput";

    /**
     * What all trials have in common.
     *
     * @param warmUp requests before those that count
     * @param records requests that count
     * @param naiveMost no more than so many of either for the naive worker
     * @param tickers in the requests
     * @param partitions of each topic
     * @param profile {@code WORKER_PROFILE}; empty where the worker chooses
     * @param jvmOptions of the contenders; empty for what a user gets
     */
    public record Setup(
            long warmUp,
            long records,
            long naiveMost,
            int tickers,
            int partitions,
            String profile,
            List<String> jvmOptions) {
        public Setup {
            jvmOptions = List.copyOf(jvmOptions);
        }
    }

    /**
     * Some rounds of one case.
     *
     * @param asked the case's name
     * @param threads of each contender
     * @param runs of all rounds and contenders
     */
    public record Trial(String asked, int threads, List<Run> runs) {
        public Trial {
            runs = List.copyOf(runs);
        }
    }

    public ThroughputSection {
        trials = List.copyOf(trials);
    }

    /** The trial of a case with so many threads; empty if it was not measured. */
    public Optional<Trial> trial(String asked, int threads) {
        return trials.stream()
                .filter(trial -> trial.asked().equals(asked) && trial.threads() == threads)
                .findFirst();
    }
}
