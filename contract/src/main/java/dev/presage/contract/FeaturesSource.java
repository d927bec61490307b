package dev.presage.contract;

import org.jspecify.annotations.Nullable;

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

    /** The one of that name; null if there is none. */
    static @Nullable FeaturesSource ofJson(String name) {
        for (FeaturesSource source : values()) {
            if (source.jsonName.equals(name)) {
                return source;
            }
        }
        return null;
    }
}
