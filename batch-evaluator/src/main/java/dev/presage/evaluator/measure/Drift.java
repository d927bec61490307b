package dev.presage.evaluator.measure;

import dev.presage.contract.FeaturesSource;
import dev.presage.contract.ModelManifest;
import dev.presage.contract.TrainingDistribution;
import dev.presage.evaluator.recompute.FeatureHistory;
import dev.presage.evaluator.statistics.PopulationStability;
import dev.presage.features.Feature;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.LongStream;

/** How far a model's features and predictions have moved from those of its training, as far as its manifest tells of them. */
public final class Drift {
    /** What the model's own predictions are listed as. */
    public static final String PREDICTION = "prediction";

    private final ModelForecasts forecasts;
    private final FeatureHistory history;
    private final SortedMap<String, Watched> watched = new TreeMap<>();
    private final long samples;
    private final Map<LocalDate, Map<String, long[]>> counts = new HashMap<>();

    /** A value of each forecast, and where its values lay in training. */
    private record Watched(TrainingDistribution.Bins bins, Function<Forecast, OptionalDouble> value) {}

    Drift(ModelManifest manifest, ModelForecasts forecasts, FeatureHistory history) {
        this.forecasts = forecasts;
        this.history = history;
        this.samples = manifest.trainingWindow()
                .distribution()
                .map(TrainingDistribution::samples)
                .orElse(0);
        manifest.trainingWindow().distribution().ifPresent(training -> {
            training.features().forEach((name, bins) -> Feature.named(name)
                    .ifPresent(feature -> watched.put(name, new Watched(bins, forecast -> value(feature, forecast)))));
            watched.put(
                    PREDICTION,
                    new Watched(training.prediction(), forecast -> OptionalDouble.of(forecast.predictedReturn())));
        });
    }

    /** Features that the producer sent need not be those that prices give. */
    private OptionalDouble value(Feature feature, Forecast forecast) {
        return forecast.series().featuresSource() == FeaturesSource.PRICES
                ? history.value(feature, forecast.question())
                : OptionalDouble.empty();
    }

    /** The stability of each feature that prices give and of the prediction, by name, over some sessions; of one without values there is none. */
    SortedMap<String, PopulationStability> over(NavigableSet<LocalDate> sessions) {
        SortedMap<String, PopulationStability> stabilities = new TreeMap<>();
        watched.forEach((name, what) -> {
            long[] sum = new long[what.bins.shares().size()];
            for (LocalDate session : sessions) {
                long[] counted = counts.computeIfAbsent(session, this::count).get(name);
                for (int bin = 0; counted != null && bin < sum.length; bin++) {
                    sum[bin] += counted[bin];
                }
            }
            if (LongStream.of(sum).sum() > 0) {
                double[] shares = what.bins.shares().stream()
                        .mapToDouble(Double::doubleValue)
                        .toArray();
                stabilities.put(name, PopulationStability.of(shares, samples, sum));
            }
        });
        return stabilities;
    }

    private Map<String, long[]> count(LocalDate session) {
        List<Forecast> evaluated = forecasts.evaluated(session);
        Map<String, long[]> counted = new HashMap<>();
        watched.forEach((name, what) -> {
            long[] bins = new long[what.bins.shares().size()];
            for (Forecast forecast : evaluated) {
                what.value.apply(forecast).ifPresent(value -> bins[what.bins.bin(value)]++);
            }
            counted.put(name, bins);
        });
        return counted;
    }
}
