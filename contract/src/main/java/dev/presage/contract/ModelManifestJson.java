package dev.presage.contract;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.presage.contract.ModelManifest.Direction;
import dev.presage.contract.ModelManifest.ExpectedAccuracy;
import dev.presage.contract.ModelManifest.Tensors;
import dev.presage.contract.ModelManifest.TrainingWindow;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@link ModelManifest}s as JSON: the file {@code model.json}. */
public final class ModelManifestJson {
    static final int MAX_BYTES = 1024 * 1024;

    private ModelManifestJson() {}

    /** The manifest that the bytes hold, or why they hold none. */
    public static Decoded<ModelManifest> decode(byte[] json) {
        return new Reader().read(json, MAX_BYTES);
    }

    /** Several lines of UTF-8. */
    public static byte[] encode(ModelManifest manifest) {
        return JsonOutput.prettyObject(out -> {
            out.writeStringField("model_type", manifest.id().type());
            out.writeNumberField("version", manifest.id().version());
            out.writeStringField("sha256", manifest.sha256());
            out.writeStringField("input", manifest.tensors().input());
            out.writeStringField("output", manifest.tensors().output());
            if (manifest.tensors().confidence().isPresent()) {
                out.writeStringField(
                        "confidence_output", manifest.tensors().confidence().get());
            }
            out.writeArrayFieldStart("features");
            for (String feature : manifest.features()) {
                out.writeString(feature);
            }
            out.writeEndArray();
            out.writeNumberField("horizon_bars", manifest.horizonBars());
            out.writeStringField("max_horizon", iso(manifest.maxHorizon()));
            out.writeStringField("max_reference_age", iso(manifest.maxReferenceAge()));
            out.writeNumberField("residual_sigma", manifest.residualSigma());
            out.writeNumberField(
                    "expected_accuracy_ratio", manifest.expectedAccuracy().ratio());
            out.writeNumberField(
                    "expected_accuracy_standard_error",
                    manifest.expectedAccuracy().standardError());
            TrainingWindow window = manifest.trainingWindow();
            out.writeStringField(
                    "majority_direction", window.majorityDirection().name().toLowerCase(Locale.ROOT));
            out.writeObjectFieldStart("training_window");
            out.writeStringField("from", window.from().toString());
            out.writeStringField("to", window.to().toString());
            out.writeEndObject();
            if (window.distribution().isPresent()) {
                TrainingDistributionJson.write(window.distribution().get(), out);
            }
        });
    }

    /** Whole days as days, which read better than Java's hours. */
    private static String iso(Duration duration) {
        return duration.equals(Duration.ofDays(duration.toDays()))
                ? "P" + duration.toDays() + "D"
                : duration.toString();
    }

    private static final class Reader extends ObjectReader<ModelManifest> {
        private @Nullable String modelType;
        private @Nullable Integer version;
        private @Nullable String sha256;
        private @Nullable String input;
        private @Nullable String output;
        private @Nullable String confidenceOutput;
        private @Nullable List<String> features;
        private @Nullable Integer horizonBars;
        private @Nullable Duration maxHorizon;
        private @Nullable Duration maxReferenceAge;
        private @Nullable Double residualSigma;
        private @Nullable Double expectedAccuracy;
        private @Nullable Double expectedAccuracyStandardError;
        private @Nullable Direction majorityDirection;
        private @Nullable LocalDate from;
        private @Nullable LocalDate to;
        private @Nullable TrainingDistribution distribution;

        private Reader() {
            super("the manifest");
        }

        @Override
        void field(String name, JsonParser in) throws IOException {
            switch (name) {
                case "model_type" -> modelType = FieldValues.text(name, in);
                case "version" -> version = FieldValues.integer(name, in);
                case "sha256" -> sha256 = FieldValues.text(name, in);
                case "input" -> input = FieldValues.text(name, in);
                case "output" -> output = FieldValues.text(name, in);
                case "confidence_output" -> confidenceOutput = FieldValues.text(name, in);
                case "features" -> features = FieldValues.texts(name, in);
                case "horizon_bars" -> horizonBars = FieldValues.integer(name, in);
                case "max_horizon" -> maxHorizon = duration(name, in);
                case "max_reference_age" -> maxReferenceAge = duration(name, in);
                case "residual_sigma" -> residualSigma = FieldValues.number(name, in);
                case "expected_accuracy_ratio" -> expectedAccuracy = FieldValues.number(name, in);
                case "expected_accuracy_standard_error" -> expectedAccuracyStandardError = FieldValues.number(name, in);
                case "majority_direction" -> majorityDirection = parsed(name, in, Reader::direction, "'up' or 'down'");
                case "training_window" -> trainingWindow(in);
                case TrainingDistributionJson.NAME -> distribution = TrainingDistributionJson.read(in);
                default -> {}
            }
        }

        private void trainingWindow(JsonParser in) throws IOException {
            if (in.currentToken() != JsonToken.START_OBJECT) {
                throw Refusal.type("training_window", in, "an object with the days 'from' and 'to'");
            }
            String name;
            while ((name = in.nextFieldName()) != null) {
                in.nextToken();
                switch (name) {
                    case "from" -> from = day("training_window.from", from, in);
                    case "to" -> to = day("training_window.to", to, in);
                    default -> in.skipChildren();
                }
            }
        }

        private static @Nullable LocalDate day(String name, @Nullable LocalDate earlier, JsonParser in)
                throws IOException {
            if (earlier != null) {
                throw Refusal.duplicate(name);
            }
            return parsed(name, in, LocalDate::parse, "a day such as 2016-12-30");
        }

        private static @Nullable Duration duration(String name, JsonParser in) throws IOException {
            return parsed(name, in, Duration::parse, "an ISO-8601 duration such as P7D or PT36H");
        }

        private static Direction direction(String text) {
            return switch (text) {
                case "up" -> Direction.UP;
                case "down" -> Direction.DOWN;
                default -> throw new IllegalArgumentException(text);
            };
        }

        private static <V> @Nullable V parsed(String name, JsonParser in, Function<String, V> parser, String expected)
                throws IOException {
            String text = FieldValues.text(name, in);
            if (text == null) {
                return null;
            }
            try {
                return parser.apply(text);
            } catch (DateTimeException | IllegalArgumentException e) {
                throw Refusal.value(name, text, expected);
            }
        }

        @Override
        ModelManifest build() {
            return new ModelManifest(
                    new ModelId(required("model_type", modelType), required("version", version)),
                    required("sha256", sha256),
                    new Tensors(
                            required("input", input),
                            required("output", output),
                            Optional.ofNullable(confidenceOutput)),
                    required("features", features),
                    required("horizon_bars", horizonBars),
                    required("max_horizon", maxHorizon),
                    required("max_reference_age", maxReferenceAge),
                    required("residual_sigma", residualSigma),
                    new ExpectedAccuracy(
                            required("expected_accuracy_ratio", expectedAccuracy),
                            required("expected_accuracy_standard_error", expectedAccuracyStandardError)),
                    new TrainingWindow(
                            required("training_window.from", from),
                            required("training_window.to", to),
                            required("majority_direction", majorityDirection),
                            Optional.ofNullable(distribution)));
        }
    }
}
