package dev.presage.contract;

import dev.presage.contract.ModelManifest.Direction;
import dev.presage.contract.ModelManifest.ExpectedAccuracy;
import dev.presage.contract.ModelManifest.Tensors;
import dev.presage.contract.ModelManifest.TrainingWindow;
import dev.presage.contract.TrainingDistribution.Bins;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What golden files there are of, each made here of what a person can read in its {@code .txt}, without the decoder.
 *
 * @param folder of its files
 * @param expected takes what it needs of the fields, and leaves none
 */
record GoldenKind<T>(
        String folder, Function<byte[], Decoded<T>> decode, Function<T, byte[]> encode, Function<Fields, T> expected) {

    /** Lines such as {@code ticker: AAPL}; each is taken once. */
    static final class Fields {
        private final Map<String, String> left = new LinkedHashMap<>();

        Fields(List<String> lines) {
            for (String line : lines) {
                String[] nameAndValue = line.split(": ", 2);
                if (nameAndValue.length != 2 || left.put(nameAndValue[0], nameAndValue[1]) != null) {
                    throw new IllegalArgumentException("the line is '" + line + "', expected NAME: VALUE, and once");
                }
            }
        }

        Optional<String> optional(String name) {
            return Optional.ofNullable(left.remove(name));
        }

        String text(String name) {
            return optional(name).orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
        }

        double number(String name) {
            return Double.parseDouble(text(name));
        }

        int integer(String name) {
            return Integer.parseInt(text(name));
        }

        Instant time(String name) {
            return Instant.parse(text(name));
        }

        @Nullable
        Instant timeOrNull(String name) {
            return optional(name).map(Instant::parse).orElse(null);
        }

        Duration duration(String name) {
            String[] countAndUnit = text(name).split(" ", 2);
            long count = Long.parseLong(countAndUnit[0]);
            return countAndUnit[1].equals("days") ? Duration.ofDays(count) : Duration.ofHours(count);
        }

        Map<String, Double> features() {
            Map<String, Double> features = new LinkedHashMap<>();
            for (String name : List.copyOf(left.keySet())) {
                if (name.startsWith("features.")) {
                    features.put(name.substring("features.".length()), number(name));
                }
            }
            return features;
        }

        Map<String, String> left() {
            return left;
        }
    }

    static List<GoldenKind<?>> all() {
        return List.of(
                new GoldenKind<>("price-bar", PriceBarJson::decode, PriceBarJson::encode, GoldenKind::priceBar),
                new GoldenKind<>(
                        "prediction-request",
                        PredictionRequestJson::decode,
                        PredictionRequestJson::encode,
                        GoldenKind::request),
                new GoldenKind<>("prediction", PredictionJson::decode, PredictionJson::encode, GoldenKind::prediction),
                new GoldenKind<>(
                        "model-manifest", ModelManifestJson::decode, ModelManifestJson::encode, GoldenKind::manifest));
    }

    private static PriceBar priceBar(Fields fields) {
        return new PriceBar(
                new Ticker(fields.text("ticker")),
                fields.time("close_time"),
                fields.number("open"),
                fields.number("high"),
                fields.number("low"),
                fields.number("close"),
                fields.number("volume"));
    }

    private static PredictionRequest request(Fields fields) {
        return new PredictionRequest(
                fields.text("request_id"),
                new Ticker(fields.text("ticker")),
                fields.text("model_type"),
                fields.timeOrNull("as_of"),
                fields.features(),
                fields.timeOrNull("expires_at"));
    }

    private static Prediction prediction(Fields fields) {
        return new Prediction(
                fields.text("request_id"),
                new Ticker(fields.text("ticker")),
                new ModelId(fields.text("model_type"), fields.integer("model_version")),
                fields.time("as_of"),
                fields.time("reference_time"),
                fields.number("reference_price"),
                fields.integer("horizon_bars"),
                fields.number("predicted_price"),
                fields.number("confidence"),
                fields.text("features_source").equals("prices") ? FeaturesSource.PRICES : FeaturesSource.REQUEST,
                fields.time("predicted_at"));
    }

    private static ModelManifest manifest(Fields fields) {
        return new ModelManifest(
                new ModelId(fields.text("model_type"), fields.integer("version")),
                fields.text("sha256"),
                new Tensors(fields.text("input"), fields.text("output"), fields.optional("confidence_output")),
                List.of(fields.text("features").split(" ")),
                fields.integer("horizon_bars"),
                fields.duration("max_horizon"),
                fields.duration("max_reference_age"),
                fields.number("residual_sigma"),
                new ExpectedAccuracy(
                        fields.number("expected_accuracy_ratio"), fields.number("expected_accuracy_standard_error")),
                new TrainingWindow(
                        LocalDate.parse(fields.text("training_window.from")),
                        LocalDate.parse(fields.text("training_window.to")),
                        Direction.valueOf(fields.text("majority_direction").toUpperCase(Locale.ROOT)),
                        distribution(fields)));
    }

    private static Optional<TrainingDistribution> distribution(Fields fields) {
        return fields.optional("training_distribution.samples").map(samples -> {
            Bins prediction = bins("training_distribution.prediction", fields);
            Map<String, Bins> features = new LinkedHashMap<>();
            fields.optional("training_distribution.features").ifPresent(names -> {
                for (String name : names.split(" ", -1)) {
                    features.put(name, bins("training_distribution.features." + name, fields));
                }
            });
            return new TrainingDistribution(Integer.parseInt(samples), prediction, features);
        });
    }

    private static Bins bins(String name, Fields fields) {
        return new Bins(
                fields.optional(name + ".edges").map(GoldenKind::numbers).orElse(List.of()),
                numbers(fields.text(name + ".shares")));
    }

    private static List<Double> numbers(String text) {
        return Stream.of(text.split(" ", -1)).map(Double::valueOf).toList();
    }

    @Override
    public String toString() {
        return folder;
    }
}
