package dev.presage.contract;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a message as nearly all of them are: an object of known fields in ASCII without escapes, nulls and duplicates. {@link ObjectReader}
 * decides about everything else, so this needs to see only that something is unusual, never what.
 *
 * <p>Whatever is unusual ends the reading: there are no more fields then, and {@link #isWhole} is false. Until it is asked, values may be
 * placeholders: null, NaN or -1.
 */
final class MessageScanner extends JsonScanner {
    private static final int USUAL_FEATURES = 8;
    private static final NameTable<Ticker> TICKERS =
            new NameTable<>(16, text -> Ticker.isSymbol(text) ? new Ticker(text) : null);
    private static final NameTable<String> MODEL_TYPES = new NameTable<>(8, text -> ModelId.isType(text) ? text : null);
    private static final NameTable<String> FEATURES =
            new NameTable<>(12, text -> FeatureValues.isName(text) ? text : null);
    private static final NameTable.Entry<String> BEFORE_FEATURES = new NameTable.Entry<>(new byte[0], "", 0, 0);
    private static final NameTable<FeaturesSource> SOURCES = new NameTable<>(3, FeaturesSource::ofJson);

    private boolean isStarted;
    private boolean isWhole;
    private int fields;

    MessageScanner(byte[] json) {
        this(json, 0, json.length);
    }

    /** Of the bytes from {@code from} up to {@code limit}. */
    MessageScanner(byte[] json, int from, int limit) {
        super(json, from, limit);
        if (limit - from > ObjectReader.MAX_MESSAGE_BYTES) {
            stop();
        }
    }

    /** The names of a message's fields, in their usual order. */
    static byte[][] names(String... names) {
        return Arrays.stream(names)
                .map(name -> name.getBytes(StandardCharsets.US_ASCII))
                .toArray(byte[][]::new);
    }

    /**
     * Moves to the next field's value.
     *
     * @param usual the index of the name that usually comes next
     * @return the index of its name; -1 if there are no more fields
     */
    int nextField(byte[][] names, int usual) {
        if (isStarted ? !comesNext() : !opens()) {
            return -1;
        }
        isStarted = true;
        int field = usual < names.length && stands(names[usual]) ? usual : find(names);
        if (field < 0 || (fields & (1 << field)) != 0) {
            stop();
            return -1;
        }
        fields |= 1 << field;
        skip(':');
        return field;
    }

    private boolean stands(byte[] name) {
        int from = at + 1;
        int end = from + name.length;
        if (end < limit
                && json[at] == '"'
                && json[end] == '"'
                && Arrays.equals(json, from, end, name, 0, name.length)) {
            at = end + 1;
            return true;
        }
        return false;
    }

    private int find(byte[][] names) {
        if (scanText()) {
            for (int i = 0; i < names.length; i++) {
                if (Arrays.equals(json, textStart, textEnd, names[i], 0, names[i].length)) {
                    return i;
                }
            }
        }
        return -1;
    }

    private boolean opens() {
        skipSpace();
        if (peek() != '{') {
            stop();
            return false;
        }
        at++;
        skipSpace();
        return true; // an empty object has no name here, which is unusual
    }

    /** Whether another field follows the value that was read. */
    private boolean comesNext() {
        skipSpace();
        int next = peek();
        at++;
        skipSpace();
        if (next == ',') {
            return true;
        }
        isWhole = next == '}' && at == limit;
        stop();
        return false;
    }

    /** Whether the message was usual to its end and has all of these fields. */
    boolean isWhole(int required) {
        return isWhole && (fields & required) == required;
    }

    @Nullable
    String text() {
        return scanText() ? new String(json, textStart, textEnd - textStart, StandardCharsets.ISO_8859_1) : null;
    }

    @Nullable
    Ticker ticker() {
        return name(TICKERS);
    }

    @Nullable
    String modelType() {
        return name(MODEL_TYPES);
    }

    @Nullable
    FeaturesSource featuresSource() {
        return name(SOURCES);
    }

    private <T> @Nullable T name(NameTable<T> table) {
        T value = scanText() ? table.get(json, textStart, textEnd, textHash) : null;
        if (value == null) {
            stop();
        }
        return value;
    }

    @Nullable
    Instant time() {
        Instant time = scanText() ? TimeText.read(json, textStart, textEnd) : null;
        if (time == null) {
            stop();
        }
        return time;
    }

    /** A whole number of at least 0; -1 after a stop. */
    int integer() {
        double number = number();
        int whole = (int) number;
        if (whole != number || whole < 0 || whole == Integer.MAX_VALUE) {
            stop();
            return -1;
        }
        return whole;
    }

    /** Numbers by name; null after a stop. */
    @Nullable
    FeatureValues features() {
        skip('{');
        if (peek() == '}') {
            at++;
            return FeatureValues.NONE;
        }
        String[] names = new String[USUAL_FEATURES];
        double[] values = new double[USUAL_FEATURES];
        long hashes = 0;
        int size = 0;
        NameTable.Entry<String> feature = BEFORE_FEATURES;
        while (true) {
            feature = featureAfter(feature);
            skip(':');
            double value = number();
            if (feature == null || Double.isNaN(value) || size == FeatureValues.MAX_SIZE) {
                break;
            }
            String name = feature.value;
            long hash = 1L << name.hashCode();
            if ((hashes & hash) != 0 && isAmong(names, size, name)) {
                break;
            }
            hashes |= hash;
            if (size == names.length) {
                names = Arrays.copyOf(names, 2 * size);
                values = Arrays.copyOf(values, 2 * size);
            }
            names[size] = name;
            values[size++] = value;
            skipSpace();
            if (peek() == '}') {
                at++;
                return size == names.length
                        ? FeatureValues.ofChecked(names, values)
                        : FeatureValues.ofChecked(Arrays.copyOf(names, size), Arrays.copyOf(values, size));
            }
            skip(',');
        }
        stop();
        return null;
    }

    /** The next feature's name: requests name the same features in the same order, as a rule. */
    private NameTable.@Nullable Entry<String> featureAfter(NameTable.Entry<String> before) {
        NameTable.Entry<String> guess = FEATURES.guessAfter(before);
        if (guess != null && stands(guess.name)) {
            return guess;
        }
        NameTable.Entry<String> found = scanText() ? FEATURES.find(json, textStart, textEnd, textHash) : null;
        if (found == null) {
            stop();
        } else {
            FEATURES.follow(before, found);
        }
        return found;
    }

    private static boolean isAmong(String[] names, int size, String name) {
        for (int i = 0; i < size; i++) {
            if (names[i].equals(name)) {
                return true;
            }
        }
        return false;
    }
}
