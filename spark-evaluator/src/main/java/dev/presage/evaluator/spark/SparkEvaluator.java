package dev.presage.evaluator.spark;

import dev.presage.evaluator.Main;

/** What {@code spark-submit} runs: {@code batch-evaluator.jar} with its options, settings, report and exit codes. */
public final class SparkEvaluator {
    private SparkEvaluator() {}

    /** Ends the process only when something is wrong: to a cluster manager, whoever ends it himself has failed. */
    public static void main(String[] args) {
        int exitCode = Main.run(args, new SparkScan());
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }
}
