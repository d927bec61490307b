package dev.presage.contract;

import static dev.presage.contract.ObjectReader.required;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.presage.contract.TrainingDistribution.Bins;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@link TrainingDistribution}s as JSON: a field of a manifest. Reads one, once. */
final class TrainingDistributionJson {
    static final String NAME = "training_distribution";

    private @Nullable Integer samples;
    private @Nullable Bins prediction;
    private @Nullable Map<String, Bins> features;

    private TrainingDistributionJson() {}

    /** Takes in a field's value, which must be consumed to its end. */
    private interface Field {
        void read(String name, JsonParser in) throws IOException;
    }

    static void write(TrainingDistribution distribution, JsonGenerator out) throws IOException {
        out.writeObjectFieldStart(NAME);
        out.writeNumberField("samples", distribution.samples());
        write("prediction", distribution.prediction(), out);
        out.writeObjectFieldStart("features");
        for (Map.Entry<String, Bins> feature : distribution.features().entrySet()) {
            write(feature.getKey(), feature.getValue(), out);
        }
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void write(String name, Bins bins, JsonGenerator out) throws IOException {
        out.writeObjectFieldStart(name);
        write("edges", bins.edges(), out);
        write("shares", bins.shares(), out);
        out.writeEndObject();
    }

    private static void write(String name, List<Double> numbers, JsonGenerator out) throws IOException {
        out.writeArrayFieldStart(name);
        for (double number : numbers) {
            out.writeNumber(number);
        }
        out.writeEndArray();
    }

    /** What the parser stands on; null for a null. */
    static @Nullable TrainingDistribution read(JsonParser in) throws IOException {
        TrainingDistributionJson distribution = new TrainingDistributionJson();
        if (!fields(NAME, in, distribution::field)) {
            return null;
        }
        return new TrainingDistribution(
                required(NAME + ".samples", distribution.samples),
                required(NAME + ".prediction", distribution.prediction),
                required(NAME + ".features", distribution.features));
    }

    private void field(String name, JsonParser in) throws IOException {
        switch (name) {
            case "samples" -> samples = FieldValues.integer(NAME + ".samples", in);
            case "prediction" -> prediction = bins(NAME + ".prediction", in);
            case "features" -> features = binsByName(NAME + ".features", in);
            default -> in.skipChildren();
        }
    }

    private static @Nullable Map<String, Bins> binsByName(String path, JsonParser in) throws IOException {
        Map<String, Bins> byName = new LinkedHashMap<>();
        boolean there = fields(path, in, (name, value) -> {
            String ofFeature = path + "." + FeatureValues.requireName(name);
            byName.put(name, required(ofFeature, bins(ofFeature, value)));
        });
        return there ? byName : null;
    }

    private static @Nullable Bins bins(String path, JsonParser in) throws IOException {
        Map<String, List<Double>> lists = new LinkedHashMap<>();
        boolean there = fields(path, in, (name, value) -> {
            if (name.equals("edges") || name.equals("shares")) {
                lists.put(name, FieldValues.listOfNumbers(path + "." + name, value, Bins.MOST));
            } else {
                value.skipChildren();
            }
        });
        if (!there) {
            return null;
        }
        List<Double> edges = required(path + ".edges", lists.get("edges"));
        List<Double> shares = required(path + ".shares", lists.get("shares"));
        try {
            return new Bins(edges, shares);
        } catch (IllegalArgumentException e) {
            throw new Refusal(Fault.INVALID_FIELD, path + ": " + e.getMessage());
        }
    }

    /** Has each field of the object taken in that the parser stands on; false for a null, which is none. */
    private static boolean fields(String path, JsonParser in, Field field) throws IOException {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return false;
        }
        if (in.currentToken() != JsonToken.START_OBJECT) {
            throw Refusal.type(path, in, "an object");
        }
        Set<String> names = new HashSet<>();
        String name;
        while ((name = in.nextFieldName()) != null) {
            in.nextToken();
            if (!names.add(name)) {
                throw Refusal.duplicate(path + "." + name);
            }
            field.read(name, in);
        }
        return true;
    }
}
