package dev.presage.models;

import ai.onnx.proto.OnnxMl.ModelProto;
import dev.presage.contract.ModelId;
import dev.presage.features.Feature;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.tribuo.Example;
import org.tribuo.ImmutableFeatureMap;
import org.tribuo.MutableDataset;
import org.tribuo.Trainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.la.SparseVector;
import org.tribuo.provenance.SimpleDataSourceProvenance;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.slm.SLMTrainer;
import org.tribuo.regression.slm.SparseLinearModel;

/**
 * The next return as a linear function of features, fitted by ordinary least squares: Tribuo's forward selection,
 * carried on until all features are in. Nothing is drawn at random; the same samples make the same model.
 */
public final class LeastSquares {
    /** The names that Tribuo gives to an exported graph's tensors: {@code input} [N, features], {@code output} [N, 1]. */
    static final String INPUT = "input";

    static final String OUTPUT = "output";

    private static final String TARGET = "next_return";
    private static final RegressionFactory FACTORY = new RegressionFactory();

    private final List<Feature> features;
    private final SparseLinearModel model;

    private LeastSquares(List<Feature> features, SparseLinearModel model) {
        this.features = features;
        this.model = model;
    }

    /**
     * Fits the features to the samples.
     *
     * @param features in alphabetical order of their names
     * @throws IllegalArgumentException if the samples are too few or too alike to tell the features apart
     */
    public static LeastSquares fit(List<Feature> features, List<Sample> samples) {
        var source = new SimpleDataSourceProvenance(TARGET, OffsetDateTime.now(ZoneOffset.UTC), FACTORY);
        MutableDataset<Regressor> dataset = new MutableDataset<>(source, FACTORY);
        for (Sample sample : samples) {
            dataset.add(example(features, sample, new Regressor(TARGET, sample.nextReturn())));
        }
        if (samples.size() <= features.size()) {
            throw new IllegalArgumentException(
                    samples.size() + " samples to fit, expected more than the " + features.size() + " features");
        }
        LeastSquares fitted = new LeastSquares(
                features, new SLMTrainer(true).train(dataset, Map.of(), Trainer.INCREMENT_INVOCATION_COUNT));
        fitted.requireColumns(names(features));
        return fitted;
    }

    private void requireColumns(List<String> expected) {
        ImmutableFeatureMap columns = model.getFeatureIDMap();
        List<String> ordered = columns.keySet().stream()
                .sorted(Comparator.comparingInt(columns::getID))
                .toList();
        if (!ordered.equals(expected)) {
            throw new IllegalArgumentException(
                    "features are " + expected + ", expected them in alphabetical order: " + ordered);
        }
        SparseVector weights = Objects.requireNonNull(model.getWeights().get(TARGET));
        if (weights.numActiveElements() != expected.size() || !Double.isFinite(weights.sum())) {
            throw new IllegalArgumentException("the samples don't tell the features " + expected + " apart");
        }
    }

    /** The return that is expected after the sample's last bar, as Tribuo computes it. */
    public double predict(Sample sample) {
        Example<Regressor> question = example(features, sample, FACTORY.getUnknownOutput());
        return model.predict(question).getOutput().getValues()[0];
    }

    /**
     * The fitted function as an ONNX graph. The time and machine of the training, which Tribuo writes into it, are left
     * out, so that a second training makes the same bytes.
     */
    public ModelProto onnx(ModelId id, String description) {
        return model.exportONNXModel("dev.presage.models." + id.type(), id.version()).toBuilder()
                .clearMetadataProps()
                .setDocString(description)
                .build();
    }

    private static Example<Regressor> example(List<Feature> features, Sample sample, Regressor answer) {
        return new ArrayExample<>(answer, names(features).toArray(String[]::new), sample.values(features));
    }

    private static List<String> names(List<Feature> features) {
        return features.stream().map(Feature::featureName).toList();
    }
}
