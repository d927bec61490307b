package dev.presage.contract;

/** Where the features of a prediction came from. */
public enum FeaturesSource {
    /** All of them were computed from price bars. */
    PRICES("prices"),

    /** The producer supplied at least one that the model uses. */
    REQUEST("request");

    private final String jsonName;

    FeaturesSource(String jsonName) {
        this.jsonName = jsonName;
    }

    /** The name in a {@link Prediction}'s JSON. */
    public String jsonName() {
        return jsonName;
    }
}
