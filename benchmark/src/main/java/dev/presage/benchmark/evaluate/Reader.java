package dev.presage.benchmark.evaluate;

import dev.presage.benchmark.process.BenchmarkException;
import dev.presage.benchmark.process.Checkout;
import dev.presage.benchmark.process.Jvm;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Who reads the predictions. */
public enum Reader {
    /** {@link BareScan}. */
    BARE("bare") {
        @Override
        List<String> command(Checkout checkout, Jvm jvm, History history, String bootstrapServers)
                throws BenchmarkException {
            return jvm.command(checkout.jar("benchmark"), "scan", bootstrapServers);
        }

        @Override
        void requireRight(List<String> output, History history) throws BenchmarkException {
            require("prices", history.bars(), sum(output, Pattern.compile("prices (\\d+) records .*")));
            require(
                    "predictions",
                    history.predictions(),
                    sum(output, Pattern.compile("predictions (\\d+) records .*")));
        }
    },

    /** {@code batch-evaluator.jar} as shipped, over all days at once; it prints its figures and keeps nothing. */
    EVALUATOR("evaluator") {
        @Override
        List<String> command(Checkout checkout, Jvm jvm, History history, String bootstrapServers)
                throws BenchmarkException {
            List<String> line = new ArrayList<>(jvm.command(checkout.jar("batch-evaluator"), "--dry-run"));
            line.addAll(evaluatorOptions(checkout, history, bootstrapServers));
            return line;
        }

        @Override
        void requireRight(List<String> output, History history) throws BenchmarkException {
            require("evaluated forecasts", history.questions(), forecasts(output, "evaluated"));
            for (String other : List.of("pending", "missing_truth", "hindsight")) {
                require(other + " forecasts", 0, forecasts(output, other));
            }
        }

        private static long forecasts(List<String> output, String state) {
            return sum(
                    output,
                    Pattern.compile(
                            "model_forecasts +(?=.*\\bwindow=session\\b)(?=.*\\bstate=" + state + "\\b).* (\\d+)"));
        }
    };

    private final String label;

    Reader(String label) {
        this.label = label;
    }

    /** The name in tables. */
    public String label() {
        return label;
    }

    /** With what options an evaluator judges a whole history at once. */
    public static List<String> evaluatorOptions(Checkout checkout, History history, String bootstrapServers) {
        return List.of(
                "--one-window",
                "--from",
                history.firstDay().toString(),
                "--to",
                history.lastDay().toString(),
                "--models",
                checkout.models().toString(),
                "--bootstrap-servers",
                bootstrapServers);
    }

    /** The command that runs it. */
    abstract List<String> command(Checkout checkout, Jvm jvm, History history, String bootstrapServers)
            throws BenchmarkException;

    /** Makes sure that it found all that was published: being fast at something else counts for nothing. */
    abstract void requireRight(List<String> output, History history) throws BenchmarkException;

    /** The sum of a pattern's first groups over all lines that fit it; -1 if none does. */
    static long sum(List<String> output, Pattern pattern) {
        return output.stream()
                .map(pattern::matcher)
                .filter(Matcher::matches)
                .mapToLong(matcher -> Long.parseLong(matcher.group(1)))
                .reduce(Long::sum)
                .orElse(-1);
    }

    private static void require(String what, long expected, long found) throws BenchmarkException {
        if (found != expected) {
            throw new BenchmarkException(found + " " + what + ", expected " + expected);
        }
    }

    @Override
    public String toString() {
        return label;
    }
}
