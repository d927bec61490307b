package dev.presage.contract;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request's features by name, in the order they were given. Immutable: all names are valid and different, all values finite.
 *
 * <p>A map like any other, and besides one that is made once and read without boxing. Looking a name up takes time in proportion to
 * how many there are: few, as a rule.
 */
public final class FeatureValues extends AbstractMap<String, Double> {
    /** The most that one request may carry. */
    public static final int MAX_SIZE = 256;

    /** No features. */
    public static final FeatureValues NONE = new FeatureValues(new String[0], new double[0]);

    private static final Spelling NAME = new Spelling(Spelling.LETTERS, Spelling.LETTERS + Spelling.DIGITS + "_", 64);

    private final String[] names;
    private final double[] values;

    private FeatureValues(String[] names, double[] values) {
        this.names = names;
        this.values = values;
    }

    /**
     * The values of a map, in its order.
     *
     * @return the map itself if it is one of these
     * @throws IllegalArgumentException if they are too many, or a name or a value is not valid
     */
    public static FeatureValues of(Map<String, Double> features) {
        if (features instanceof FeatureValues checked) {
            return checked;
        }
        if (features.isEmpty()) {
            return NONE;
        }
        if (features.size() > MAX_SIZE) {
            throw Invalid.value("features", features.size() + " values", "at most " + MAX_SIZE);
        }
        String[] names = new String[features.size()];
        double[] values = new double[features.size()];
        int i = 0;
        for (Map.Entry<String, Double> feature : features.entrySet()) {
            names[i] = requireName(feature.getKey());
            values[i] = requireFinite(feature.getKey(), feature.getValue());
            i++;
        }
        return new FeatureValues(names, values);
    }

    /** Of as many names as values, all names valid and different, all values finite. */
    static FeatureValues ofChecked(String[] names, double[] values) {
        return new FeatureValues(names, values);
    }

    static boolean isName(String text) {
        return NAME.fits(text);
    }

    static String requireName(String name) {
        if (!isName(name)) {
            throw Invalid.value(
                    "a feature's name", name, "1 to 64 of the characters a-z 0-9 _, the first of them a letter");
        }
        return name;
    }

    private static double requireFinite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw Invalid.value("features." + name, value, "a finite number");
        }
        return value;
    }

    /**
     * The value of that name; NaN, which no value is, if there is none.
     *
     * @param usual the place where it is looked for first
     */
    public double value(String name, int usual) {
        int i = usual < names.length && names[usual].equals(name) ? usual : indexOf(name);
        return i < 0 ? Double.NaN : values[i];
    }

    private int indexOf(@Nullable Object name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }

    @Override
    public @Nullable Double get(@Nullable Object name) {
        int i = indexOf(name);
        return i < 0 ? null : values[i];
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return indexOf(name) >= 0;
    }

    @Override
    public int size() {
        return names.length;
    }

    @Override
    public Set<Map.Entry<String, Double>> entrySet() {
        return new Entries();
    }

    private final class Entries extends AbstractSet<Map.Entry<String, Double>> {
        @Override
        public int size() {
            return names.length;
        }

        @Override
        public Iterator<Map.Entry<String, Double>> iterator() {
            return new EntryIterator();
        }
    }

    private final class EntryIterator implements Iterator<Map.Entry<String, Double>> {
        private int next;

        @Override
        public boolean hasNext() {
            return next < names.length;
        }

        @Override
        public Map.Entry<String, Double> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            Map.Entry<String, Double> entry = Map.entry(names[next], values[next]);
            next++;
            return entry;
        }
    }
}
