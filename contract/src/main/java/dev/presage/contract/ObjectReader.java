package dev.presage.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object into a {@code T}: strict about what the fields are, tolerant of fields it does not know.
 *
 * <p>The first problem decides what the sender is told; reading goes on after it, so that the request's id is found wherever it
 * stands. An instance reads one object once.
 */
abstract class ObjectReader<T> {
    /** The most bytes a message may have. */
    static final int MAX_MESSAGE_BYTES = 64 * 1024;

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(32).build())
            .build();
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private @Nullable Refusal problem;

    /** Takes in the field the parser stands on; a field of another name is left alone. */
    abstract void field(String name, JsonParser in) throws IOException;

    /** The object, once all fields are read; throws {@link IllegalArgumentException} if they can't be one. */
    abstract T build();

    /** The request's id where one was read, to be told to its sender. */
    @Nullable
    String requestId() {
        return null;
    }

    final Decoded<T> read(byte[] json, int maxBytes) {
        if (json.length > maxBytes) {
            return new Decoded.Rejected<>(
                    Fault.TOO_LARGE, "the message has " + json.length + " bytes, expected at most " + maxBytes, null);
        }
        try (JsonParser in = JSON.createParser(json)) {
            readFields(in);
        } catch (JsonProcessingException e) {
            return rejected(new Refusal(Fault.MALFORMED_JSON, syntaxError(e)));
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory failed", e);
        }
        if (problem != null) {
            return rejected(problem);
        }
        try {
            return new Decoded.Accepted<>(build());
        } catch (IllegalArgumentException e) {
            return rejected(Refusal.of(e));
        }
    }

    private void readFields(JsonParser in) throws IOException {
        if (in.nextToken() != JsonToken.START_OBJECT) {
            problem = new Refusal(Fault.MALFORMED_JSON, "the message is " + kind(in) + ", expected a JSON object");
            return;
        }
        String name;
        while ((name = in.nextFieldName()) != null) {
            in.nextToken();
            try {
                field(name, in);
            } catch (IllegalArgumentException e) {
                problem = problem == null ? Refusal.of(e) : problem;
            }
            in.skipChildren();
        }
        if (in.nextToken() != null && problem == null) {
            problem =
                    new Refusal(Fault.MALFORMED_JSON, "after the JSON object comes " + kind(in) + ", expected its end");
        }
    }

    private Decoded.Rejected<T> rejected(Refusal refusal) {
        return new Decoded.Rejected<>(refusal.fault, refusal.sentence, requestId());
    }

    private static String syntaxError(JsonProcessingException e) {
        String where = e.getLocation() == null
                ? ""
                : " at line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
        String what = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
        return "the message is not valid JSON" + where + ": "
                + what.substring(0, Math.min(what.length(), 200)).strip();
    }

    static @Nullable String text(String name, JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case VALUE_STRING -> in.getText();
            case VALUE_NULL -> null;
            default -> throw Refusal.type(name, in, "a string");
        };
    }

    static @Nullable Double number(String name, JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case VALUE_NUMBER_FLOAT, VALUE_NUMBER_INT -> in.getDoubleValue();
            case VALUE_NULL -> null;
            default -> throw Refusal.type(name, in, "a number");
        };
    }

    static @Nullable Integer integer(String name, JsonParser in) throws IOException {
        JsonToken token = in.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token == JsonToken.VALUE_NUMBER_INT && in.getNumberType() == JsonParser.NumberType.INT) {
            return in.getIntValue();
        }
        throw token.isNumeric()
                ? Refusal.value(name, in.getText(), "a whole number of at most " + Integer.MAX_VALUE)
                : Refusal.type(name, in, "a whole number");
    }

    static @Nullable Instant instant(String name, JsonParser in) throws IOException {
        String text = text(name, in);
        if (text == null) {
            return null;
        }
        try {
            Instant instant = Instant.parse(text);
            if (instant.isBefore(EARLIEST) || !instant.isBefore(LATEST)) {
                throw Refusal.value(name, text, "a time from 1900 to 2199");
            }
            return instant;
        } catch (DateTimeParseException e) {
            throw Refusal.value(name, text, "an ISO-8601 time such as 2017-03-01T21:00:00Z");
        }
    }

    static List<String> texts(String name, JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw Refusal.type(name, in, "an array of strings");
        }
        List<String> texts = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (in.currentToken() != JsonToken.VALUE_STRING) {
                Refusal refusal = Refusal.type(name, in, "an array of strings");
                skipToEnd(in, JsonToken.END_ARRAY);
                throw refusal;
            }
            texts.add(in.getText());
        }
        return texts;
    }

    static Map<String, Double> numbers(String name, JsonParser in) throws IOException {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return Map.of();
        }
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw Refusal.type(name, in, "an object of numbers");
        }
        Map<String, Double> numbers = new LinkedHashMap<>();
        String key;
        while ((key = in.nextFieldName()) != null) {
            if (!in.nextToken().isNumeric()) {
                Refusal refusal = Refusal.type(name + "." + key, in, "a number");
                skipToEnd(in, JsonToken.END_OBJECT);
                throw refusal;
            }
            numbers.put(key, in.getDoubleValue());
        }
        return numbers;
    }

    /** Leaves the parser at the end of the array or object whose element it stands on. */
    private static void skipToEnd(JsonParser in, JsonToken end) throws IOException {
        in.skipChildren();
        while (in.nextToken() != end) {
            in.skipChildren();
        }
    }

    static <V> V required(String name, @Nullable V value) {
        if (value == null) {
            throw new Refusal(Fault.MISSING_FIELD, name + " is missing");
        }
        return value;
    }

    private static String kind(JsonParser in) {
        JsonToken token = in.currentToken();
        if (token == null) {
            return "empty";
        }
        return switch (token) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_FLOAT, VALUE_NUMBER_INT -> "a number";
            default -> token.name().toLowerCase(Locale.ROOT).replace("value_", "");
        };
    }

    /** Why a field, or the whole object, is not taken. */
    static final class Refusal extends IllegalArgumentException {
        private final Fault fault;
        private final String sentence;

        Refusal(Fault fault, String sentence) {
            super(sentence);
            this.fault = fault;
            this.sentence = sentence;
        }

        /** What a message's own check says is a fault of one of its fields. */
        static Refusal of(IllegalArgumentException e) {
            return e instanceof Refusal refusal
                    ? refusal
                    : new Refusal(Fault.INVALID_FIELD, String.valueOf(e.getMessage()));
        }

        static Refusal value(String name, String value, String expected) {
            return new Refusal(Fault.INVALID_FIELD, Invalid.sentence(name, value, expected));
        }

        static Refusal type(String name, JsonParser in, String expected) {
            String quoted = name.length() > 100 ? name.substring(0, 100) + "…" : name;
            return new Refusal(Fault.INVALID_FIELD, quoted + " is " + kind(in) + ", expected " + expected);
        }

        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }
}
