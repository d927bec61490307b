package dev.presage.evaluator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.presage.contract.Decoded;
import dev.presage.contract.ModelId;
import dev.presage.contract.ModelManifest;
import dev.presage.contract.ModelManifest.Direction;
import dev.presage.contract.ModelManifest.TrainingWindow;
import dev.presage.contract.ModelManifestJson;
import dev.presage.contract.Prediction;
import dev.presage.contract.PredictionJson;
import dev.presage.contract.PriceBar;
import dev.presage.contract.PriceBarJson;
import dev.presage.contract.TrainingDistribution;
import dev.presage.contract.TrainingDistribution.Bins;
import dev.presage.evaluator.match.Matcher;
import dev.presage.evaluator.match.Period;
import dev.presage.evaluator.match.PriceHistory;
import dev.presage.evaluator.match.PriceLog;
import dev.presage.evaluator.match.SessionCalendar;
import dev.presage.evaluator.measure.Manifests;
import dev.presage.evaluator.measure.Window;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.assertj.core.data.Offset;

/** The bars and predictions of {@code figures/figures.py}, and what that found in them. */
public final class FiguresFixture {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Instant LONG_AFTER = Instant.parse("2020-01-01T00:00:00Z");

    public final List<PriceBar> bars = lines("bars.jsonl", PriceBarJson::decode);
    public final List<Prediction> predictions = lines("predictions.jsonl", PredictionJson::decode);
    public final JsonNode expected;
    public final Map<ModelId, Duration> maxHorizons = new TreeMap<>();
    private final Map<ModelId, Integer> horizonBars = new TreeMap<>();
    public final Map<ModelId, Direction> majorities = new TreeMap<>();

    public FiguresFixture() {
        try {
            expected = new JsonMapper().readTree(bytes("expected.json"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        for (JsonNode model : expected.path("models")) {
            maxHorizons.put(
                    model(model), Duration.ofDays(model.path("max_horizon_days").intValue()));
            horizonBars.put(model(model), model.path("horizon_bars").intValue());
            majorities.put(
                    model(model),
                    Direction.valueOf(
                            model.path("majority_direction").textValue().toUpperCase(Locale.ROOT)));
        }
    }

    public static ModelId model(JsonNode node) {
        return new ModelId(
                node.path("model_type").textValue(), node.path("model_version").intValue());
    }

    /** How close to an expected value a computed one must be: the quantiles of Student's t are known to eight digits. */
    public static Offset<Double> asPrecise(double expected) {
        return Offset.offset(1e-8 * Math.max(1, Math.abs(expected)));
    }

    public static Period period(JsonNode expectedCase) {
        return new Period(
                LocalDate.parse(expectedCase.path("from").textValue()),
                LocalDate.parse(expectedCase.path("to").textValue()),
                NEW_YORK);
    }

    /** The bars of one partition, in the order of the file, which is that of their offsets. */
    public PriceHistory prices() {
        PriceLog log = new PriceLog(0);
        for (int offset = 0; offset < bars.size(); offset++) {
            log.add(bars.get(offset), 0, offset);
        }
        return PriceHistory.of(List.of(log));
    }

    public static SessionCalendar calendar(PriceHistory prices, Period period) {
        return new SessionCalendar(period, prices.sessions(period.zone()), Window.TRAILING, LONG_AFTER);
    }

    public Matcher matcher(PriceHistory prices, SessionCalendar calendar) {
        return new Matcher(prices, maxHorizons, calendar.start(), calendar.end());
    }

    private static ModelManifest withDistribution(ModelManifest manifest) {
        Bins halves = new Bins(List.of(0.0), List.of(0.5, 0.5));
        TrainingWindow window = manifest.trainingWindow();
        return new ModelManifest(
                manifest.id(),
                manifest.sha256(),
                manifest.tensors(),
                manifest.features(),
                manifest.horizonBars(),
                manifest.maxHorizon(),
                manifest.maxReferenceAge(),
                manifest.residualSigma(),
                manifest.expectedAccuracy(),
                new TrainingWindow(
                        window.from(),
                        window.to(),
                        window.majorityDirection(),
                        Optional.of(new TrainingDistribution(1000, halves, Map.of("return_1", halves)))));
    }

    /** Writes the models' manifests as a repository of models has them; in training, return_1 rose as often as it fell. */
    public void writeManifests(Path folder) throws IOException {
        for (JsonNode model : expected.path("models")) {
            ModelManifest manifest = withDistribution(manifest(model));
            Path directory = folder.resolve(manifest.id().toString());
            Files.createDirectories(directory);
            Files.write(directory.resolve("model.json"), ModelManifestJson.encode(manifest));
        }
    }

    /** The manifest of a model among the expected ones. */
    public ModelManifest manifest(JsonNode model) {
        return Manifests.of(
                model(model),
                Objects.requireNonNull(horizonBars.get(model(model))),
                Objects.requireNonNull(maxHorizons.get(model(model))),
                Objects.requireNonNull(majorities.get(model(model))));
    }

    private static <T> List<T> lines(String name, Function<byte[], Decoded<T>> decoder) {
        List<T> values = new ArrayList<>();
        for (String line :
                new String(bytes(name), StandardCharsets.UTF_8).lines().toList()) {
            Decoded<T> decoded = decoder.apply(line.getBytes(StandardCharsets.UTF_8));
            if (decoded instanceof Decoded.Rejected<T> rejected) {
                throw new IllegalStateException(line + ": " + rejected.message());
            }
            values.add(((Decoded.Accepted<T>) decoded).value());
        }
        return values;
    }

    private static byte[] bytes(String name) {
        try (InputStream in = Objects.requireNonNull(
                FiguresFixture.class.getResourceAsStream("/figures/" + name), "figures/" + name + " is missing")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
