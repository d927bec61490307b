package dev.presage.contract;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a model file can't say about itself; kept beside it as {@code model.json}.
 *
 * @param id the model, as its folder is named: {@code models/<type>/<version>/}
 * @param sha256 of {@code model.onnx}, 64 lower-case hexadecimal digits
 * @param tensors names of the graph's inputs and outputs
 * @param features the columns of the input, in order
 * @param horizonBars the output is the return over this many bars: predicted price = reference price x (1 + return)
 * @param maxHorizon a truth bar that closes later than the reference bar plus this is a gap in the data, not a truth; at most
 *     3660 days
 * @param maxReferenceAge a reference bar older than this at {@code as_of} is stale
 * @param residualSigma standard deviation of the returns about the predicted ones, in validation; positive
 * @param expectedAccuracy what validation promises
 * @param trainingWindow what the model has seen
 */
public record ModelManifest(
        ModelId id,
        String sha256,
        Tensors tensors,
        List<String> features,
        int horizonBars,
        Duration maxHorizon,
        Duration maxReferenceAge,
        double residualSigma,
        ExpectedAccuracy expectedAccuracy,
        TrainingWindow trainingWindow) {
    private static final Duration LONGEST = Duration.ofDays(3660);
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    /**
     * The names of the graph's tensors.
     *
     * @param input of shape [N, features]
     * @param output the return, of shape [N, 1] or [N]
     * @param confidence the probability that the direction is right, of the output's shape; empty where the model gives none
     */
    public record Tensors(String input, String output, Optional<String> confidence) {
        public Tensors {
            if (input.isBlank()) {
                throw Invalid.value("input", input, "the name of the graph's input");
            }
            if (output.isBlank()) {
                throw Invalid.value("output", output, "the name of the graph's output");
            }
            confidence.ifPresent(name -> {
                if (name.isBlank() || name.equals(output)) {
                    throw Invalid.value("confidence_output", name, "the name of a second output of the graph, or none");
                }
            });
        }
    }

    /**
     * The share of directions that the model got right in validation.
     *
     * @param ratio 0 to 1
     * @param standardError of that ratio, not negative
     */
    public record ExpectedAccuracy(double ratio, double standardError) {
        public ExpectedAccuracy {
            if (!(ratio >= 0 && ratio <= 1)) {
                throw Invalid.value("expected_accuracy_ratio", ratio, "a ratio from 0 to 1");
            }
            if (!(standardError >= 0 && standardError <= 1)) {
                throw Invalid.value("expected_accuracy_standard_error", standardError, "a ratio from 0 to 1");
            }
        }
    }

    /**
     * The bars that the model was trained on.
     *
     * @param from the first day
     * @param to the last day
     * @param majorityDirection where prices went more often in that window: what a model must beat
     * @param distribution how features and predictions lay in that window; empty where nobody kept it
     */
    public record TrainingWindow(
            LocalDate from, LocalDate to, Direction majorityDirection, Optional<TrainingDistribution> distribution) {
        /** A window whose distribution nobody kept. */
        public TrainingWindow(LocalDate from, LocalDate to, Direction majorityDirection) {
            this(from, to, majorityDirection, Optional.empty());
        }

        public TrainingWindow {
            if (to.isBefore(from)) {
                throw Invalid.value("training_window.to", to, "a day not before " + from);
            }
        }
    }

    /** Where a price goes. */
    public enum Direction {
        UP,
        DOWN
    }

    public ModelManifest {
        if (!SHA256.matcher(sha256).matches()) {
            throw Invalid.value("sha256", sha256, "64 hexadecimal digits in lower case");
        }
        features = List.copyOf(features);
        if (features.isEmpty()) {
            throw Invalid.value("features", "empty", "at least one name");
        }
        Set<String> names = new HashSet<>();
        for (String feature : features) {
            FeatureValues.requireName(feature);
            if (!names.add(feature)) {
                throw Invalid.value("a feature's name", feature, "another, as it is there already");
            }
        }
        if (trainingWindow.distribution().isPresent()) {
            for (String name : trainingWindow.distribution().get().features().keySet()) {
                if (!names.contains(name)) {
                    throw Invalid.value(
                            "a feature's name in training_distribution", name, "one of the model's features");
                }
            }
        }
        if (horizonBars < 1) {
            throw Invalid.value("horizon_bars", horizonBars, "a whole number of at least 1");
        }
        requireDuration("max_horizon", maxHorizon);
        requireDuration("max_reference_age", maxReferenceAge);
        if (!(Double.isFinite(residualSigma) && residualSigma > 0)) {
            throw Invalid.value("residual_sigma", residualSigma, "a number above 0");
        }
    }

    private static void requireDuration(String name, Duration duration) {
        if (duration.isNegative() || duration.isZero() || duration.compareTo(LONGEST) > 0) {
            throw Invalid.value(name, duration, "a duration above zero and of at most 3660 days, such as P7D");
        }
    }
}
