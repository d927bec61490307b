package dev.presage.contract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the value that a parser stands on, strictly: no type is turned into another. A null is an absent value.
 *
 * <p>All throw {@link Refusal} for a value of another kind, and may leave the parser anywhere inside it.
 */
final class FieldValues {
    private FieldValues() {}

    static @Nullable String text(String name, JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case VALUE_STRING -> in.getText();
            case VALUE_NULL -> null;
            default -> throw Refusal.type(name, in, "a string");
        };
    }

    /** An id that is fit to be handed back to its sender. */
    static @Nullable String requestId(String name, JsonParser in) throws IOException {
        String text = text(name, in);
        if (text != null) {
            PredictionRequest.requireRequestId(text);
        }
        return text;
    }

    /** The nearest double, infinite for a number beyond their range. */
    static @Nullable Double number(String name, JsonParser in) throws IOException {
        return switch (in.currentToken()) {
            case VALUE_NUMBER_FLOAT, VALUE_NUMBER_INT -> in.getDoubleValue();
            case VALUE_NULL -> null;
            default -> throw Refusal.type(name, in, "a number");
        };
    }

    /** A whole number, however it is written: 1.0 and 1e0 are 1, as JSON Schema has it. */
    static @Nullable Integer integer(String name, JsonParser in) throws IOException {
        Double number = number(name, in);
        if (number == null) {
            return null;
        }
        if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            throw Refusal.type(name, in, "a whole number of at most " + Integer.MAX_VALUE);
        }
        return number.intValue();
    }

    static @Nullable Instant instant(String name, JsonParser in) throws IOException {
        String text = text(name, in);
        if (text == null) {
            return null;
        }
        try {
            return MessageTime.parse(text);
        } catch (DateTimeException e) {
            throw Refusal.value(name, text, "an ISO-8601 time from 1900 to 2199 such as 2017-03-01T21:00:00Z");
        }
    }

    static List<String> texts(String name, JsonParser in) throws IOException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw Refusal.type(name, in, "an array of strings");
        }
        List<String> texts = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (in.currentToken() != JsonToken.VALUE_STRING) {
                throw Refusal.type(name + "[" + texts.size() + "]", in, "a string");
            }
            texts.add(in.getText());
        }
        return texts;
    }

    /** Numbers in order, each the nearest double. */
    static List<Double> listOfNumbers(String name, JsonParser in, int most) throws IOException {
        if (in.currentToken() != JsonToken.START_ARRAY) {
            throw Refusal.type(name, in, "an array of numbers");
        }
        List<Double> numbers = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (!in.currentToken().isNumeric()) {
                throw Refusal.type(name + "[" + numbers.size() + "]", in, "a number");
            }
            if (numbers.size() == most) {
                throw Refusal.value("the length of " + name, "more than " + most, "at most " + most);
            }
            numbers.add(in.getDoubleValue());
        }
        return numbers;
    }

    /** Numbers by name, in the order they are written; none for a null. */
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
                throw Refusal.type(name + "." + key, in, "a number");
            }
            if (numbers.put(key, in.getDoubleValue()) != null) {
                throw Refusal.duplicate(name + "." + key);
            }
        }
        return numbers;
    }
}
