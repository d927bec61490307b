package dev.presage.benchmark.load;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Which requests are asked. */
public enum Case {
    /** The shipped model, features from prices: few questions with many askers. */
    CACHED("cached", "normal", 0, 0),
    /** Each request brings its own features, for a perceptron 8-32-16-1; small, so that no price is predicted below zero. */
    MLP("mlp", "perceptron", 8, 0.1),
    /** Each request brings its own features, for 100 boosted trees of depth 6; as wide as the trees' thresholds lie, so that no two take the same paths. */
    TREES("trees", "trees", 8, 2);

    private final String label;
    private final String modelType;
    private final int features;
    private final double largest;

    Case(String label, String modelType, int features, double largest) {
        this.label = label;
        this.modelType = modelType;
        this.features = features;
        this.largest = largest;
    }

    /** The name in options and tables. */
    public String label() {
        return label;
    }

    /** Which model its requests ask. */
    public String modelType() {
        return modelType;
    }

    /** How many features each request brings. */
    public int features() {
        return features;
    }

    /** The largest value of a feature; the smallest is as far below zero. */
    public double largest() {
        return largest;
    }

    @Override
    public String toString() {
        return label;
    }

    /** The case of that name; throws with the names there are if there is none. */
    public static Case named(String label) {
        return Arrays.stream(values())
                .filter(candidate -> candidate.label.equals(label))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + label + "' is no case, expected one of "
                        + Arrays.stream(values()).map(Case::label).collect(Collectors.joining(", "))));
    }
}
