package dev.presage.evaluator.recompute;

import dev.presage.contract.ModelManifest;
import dev.presage.evaluator.match.Question;
import dev.presage.features.Feature;
import dev.presage.inference.Model;
import dev.presage.inference.Model.Expectation;
import dev.presage.inference.Model.ModelFailedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** The version of a model that answered before another one, asked the same questions. */
public final class PreviousVersion {
    private final Model model;
    private final List<Feature> features;
    private final FeatureHistory history;

    /** @param features the model's, all of them */
    PreviousVersion(Model model, List<Feature> features, FeatureHistory history) {
        this.model = model;
        this.features = List.copyOf(features);
        this.history = history;
    }

    /** The model's features, if prices give them all. */
    static Optional<List<Feature>> features(ModelManifest manifest) {
        List<Feature> features = manifest.features().stream()
                .flatMap(name -> Feature.named(name).stream())
                .toList();
        return features.size() == manifest.features().size() ? Optional.of(features) : Optional.empty();
    }

    /** Its version. */
    public int version() {
        return model.manifest().id().version();
    }

    /** The returns that it predicts; a question that the bars don't suffice for, or that it fails on, has none. */
    public Map<Question, Double> predictedReturns(List<Question> questions) {
        List<Question> asked = new ArrayList<>();
        List<float[]> rows = new ArrayList<>();
        for (Question question : questions) {
            history.row(features, question).ifPresent(row -> {
                asked.add(question);
                rows.add(row);
            });
        }
        Map<Question, Double> returns = new LinkedHashMap<>();
        try {
            List<Expectation> expectations = model.expect(rows.toArray(float[][]::new));
            for (int i = 0; i < asked.size(); i++) {
                returns.put(asked.get(i), expectations.get(i).predictedReturn());
            }
        } catch (ModelFailedException e) { // one of them: they are asked one by one
            for (int i = 0; i < asked.size(); i++) {
                Question question = asked.get(i);
                expected(rows.get(i)).ifPresent(expected -> returns.put(question, expected));
            }
        }
        return returns;
    }

    private OptionalDouble expected(float[] row) {
        try {
            return OptionalDouble.of(model.expect(new float[][] {row}).get(0).predictedReturn());
        } catch (ModelFailedException e) {
            return OptionalDouble.empty();
        }
    }
}
