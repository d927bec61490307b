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

    /** The name of the file of a second one, measured when all code that matters has been compiled. */
    public static final String STEADY = "steady";

    /**
     * What all trials have in common.
     *
     * @param warmUp requests before those that count
     * @param records requests that count
     * @param naiveMost no more than so many of either for the naive worker
     * @param tickers in the requests
     * @param partitions of each topic
     * @param profile {@code WORKER_PROFILE}; empty where the worker chooses
     * @param jvmOptions of the contenders
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
     * @param runs of all rounds and contenders
     */
    public record Trial(String asked, List<Run> runs) {
        public Trial {
            runs = List.copyOf(runs);
        }
    }

    public ThroughputSection {
        trials = List.copyOf(trials);
    }

    /** The trial of a case; empty if it was not measured. */
    public Optional<Trial> trial(String asked) {
        return trials.stream().filter(trial -> trial.asked().equals(asked)).findFirst();
    }
}
