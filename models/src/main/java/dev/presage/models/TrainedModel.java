package dev.presage.models;

import dev.presage.contract.ModelId;
import dev.presage.contract.ModelManifest;
import dev.presage.contract.ModelManifest.Direction;
import dev.presage.contract.ModelManifest.ExpectedAccuracy;
import dev.presage.contract.ModelManifest.Tensors;
import dev.presage.contract.ModelManifest.TrainingWindow;
import dev.presage.contract.PriceBar;
import dev.presage.contract.TrainingDistribution;
import dev.presage.contract.TrainingDistribution.Bins;
import dev.presage.features.DailyBars;
import dev.presage.features.Feature;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * A model, ready to be written to its two files.
 *
 * @param manifest what {@code model.json} will say
 * @param graph what {@code model.onnx} will hold
 * @param fitted the same function, as Tribuo computes it
 * @param samples how many it was fitted to
 * @param validation what the manifest's expectations rest on
 */
public record TrainedModel(
        ModelManifest manifest, OnnxGraph graph, LeastSquares fitted, int samples, Validation validation) {
    private static final Duration MAX_REFERENCE_AGE = Duration.ofDays(10);

    /**
     * Trains a model on bars of a window of days, and on no others.
     *
     * @throws IllegalArgumentException if that window has too few bars
     */
    public static TrainedModel train(
            SampleModel model, int version, Collection<PriceBar> bars, LocalDate from, LocalDate to) {
        Instant first = DailyBars.closeTime(from);
        Instant last = DailyBars.closeTime(to);
        List<PriceBar> seen = bars.stream()
                .filter(bar ->
                        !bar.closeTime().isBefore(first) && !bar.closeTime().isAfter(last))
                .sorted(Comparator.comparing(PriceBar::closeTime))
                .toList();
        List<Sample> samples = model.chosenFrom(Sample.of(seen));
        Validation validation = Validation.of(WalkForward.forecasts(model, samples, from, to));
        LeastSquares fitted = LeastSquares.fit(model.features(), samples);
        ModelId id = new ModelId(model.type(), version);
        TrainingWindow window = new TrainingWindow(
                DailyBars.day(seen.get(0)),
                DailyBars.day(seen.get(seen.size() - 1)),
                majority(samples),
                Optional.of(distribution(model.features(), samples, fitted)));
        OnnxGraph graph = new OnnxGraph(fitted.onnx(id, description(id, window, samples.size())));
        ModelManifest manifest = new ModelManifest(
                id,
                graph.sha256(),
                new Tensors(LeastSquares.INPUT, LeastSquares.OUTPUT, Optional.empty()),
                model.features().stream().map(Feature::featureName).toList(),
                1,
                Sample.MAX_HORIZON,
                MAX_REFERENCE_AGE,
                validation.residualSigma(),
                new ExpectedAccuracy(validation.accuracy(), validation.standardError()),
                window);
        return new TrainedModel(manifest, graph, fitted, samples.size(), validation);
    }

    private static String description(ModelId id, TrainingWindow window, int samples) {
        return "Presage " + id + ": the next bar's return by ordinary least squares, fitted to " + samples
                + " daily bars from " + window.from() + " to " + window.to();
    }

    private static Direction majority(List<Sample> samples) {
        double balance = samples.stream()
                .mapToDouble(sample -> Math.signum(sample.nextReturn()))
                .sum();
        return balance >= 0 ? Direction.UP : Direction.DOWN;
    }

    private static TrainingDistribution distribution(
            List<Feature> features, List<Sample> samples, LeastSquares fitted) {
        Map<String, Bins> byName = new LinkedHashMap<>();
        for (Feature feature : features) {
            byName.put(feature.featureName(), deciles(samples, sample -> feature.of(sample.history())));
        }
        return new TrainingDistribution(samples.size(), deciles(samples, fitted::predict), byName);
    }

    private static Bins deciles(List<Sample> samples, ToDoubleFunction<Sample> value) {
        return Deciles.of(samples.stream().mapToDouble(value).toArray());
    }

    /**
     * Writes {@code <models>/<model_type>/<version>/{model.onnx,model.json}}, over what is there.
     *
     * @return that folder
     * @throws IOException if it can't
     */
    public Path writeTo(Path models) throws IOException {
        return graph.write(models, manifest);
    }
}
