package dev.presage.evaluator.statistics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What other implementations found, as {@code statistics/independent.py} and {@code independent.R} wrote it down. */
final class Independent {
    private Independent() {}

    /** Cases that R computed. */
    static Stream<JsonNode> fromR(String name) {
        return cases("r.json", name);
    }

    /** Cases that numpy, scipy or statsmodels computed. */
    static Stream<JsonNode> fromPython(String name) {
        return cases("python.json", name);
    }

    private static Stream<JsonNode> cases(String file, String name) {
        try (InputStream in = Objects.requireNonNull(
                Independent.class.getResourceAsStream("/statistics/" + file), file + " is missing")) {
            JsonNode cases = new JsonMapper().readTree(in).path(name);
            if (cases.isEmpty()) {
                throw new IllegalStateException(file + " has no cases of " + name);
            }
            return StreamSupport.stream(cases.spliterator(), false);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An array of numbers; null is NaN. */
    static double[] numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(number -> number.isNull() ? Double.NaN : number.doubleValue())
                .toArray();
    }

    static double number(JsonNode one, String name) {
        if (!one.path(name).isNumber()) {
            throw new IllegalStateException(name + " is " + one.path(name) + ", expected a number");
        }
        return one.path(name).doubleValue();
    }
}
