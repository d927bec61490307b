package dev.presage.contract;

import java.util.Comparator;

/**
 * One version of one model.
 *
 * @param type the question it answers, such as {@code normal} or {@code earnings}: a lower-case word of up to 64 characters
 * @param version a positive number; the highest is served unless one is pinned
 */
public record ModelId(String type, int version) implements Comparable<ModelId> {
    /** The model asked when a request names none. */
    public static final String DEFAULT_TYPE = "normal";

    static final String EXPECTED_TYPE = "1 to 64 of the characters a-z 0-9 _ -, the first of them a letter";

    private static final Spelling TYPE = new Spelling(Spelling.LETTERS, Spelling.LETTERS + Spelling.DIGITS + "_-", 64);
    private static final Comparator<ModelId> ORDER =
            Comparator.comparing(ModelId::type).thenComparingInt(ModelId::version);

    public ModelId {
        requireType(type);
        if (version < 1) {
            throw Invalid.value("model_version", version, "a whole number of at least 1");
        }
    }

    static boolean isType(String type) {
        return TYPE.fits(type);
    }

    static void requireType(String type) {
        if (!isType(type)) {
            throw Invalid.value("model_type", type, EXPECTED_TYPE);
        }
    }

    @Override
    public int compareTo(ModelId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return type + "/" + version;
    }
}
