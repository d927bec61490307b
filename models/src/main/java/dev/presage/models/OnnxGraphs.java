package dev.presage.models;

import dev.presage.contract.ModelManifest.Tensors;
import java.util.List;
import java.util.Random;

/**
 * Graphs of the kinds that exporters make, with any names and either output shape: for tests and benchmarks of whatever
 * runs models. All take floats of shape [N, features]; those with a seed hold random weights and have learned nothing.
 * A confidence output, where one is named, is {@code sigmoid(|return|)}.
 */
public final class OnnxGraphs {
    /** The shape of the outputs. */
    public enum OutputShape {
        /** [N, 1]. */
        COLUMN(List.of(-1L, 1L)),
        /** [N]. */
        VECTOR(List.of(-1L));

        @SuppressWarnings("ImmutableEnumChecker") // made by List.of
        private final List<Long> dimensions;

        OutputShape(List<Long> dimensions) {
            this.dimensions = dimensions;
        }

        List<Long> dimensions() {
            return dimensions;
        }
    }

    private OnnxGraphs() {}

    /** {@code weights . features + bias}; a NaN among them makes every return NaN. */
    public static OnnxGraph linear(Tensors tensors, OutputShape shape, float[] weights, float bias) {
        GraphBuilder graph = new GraphBuilder(tensors.input(), weights.length);
        graph.floats("weights", List.of(weights.length, 1), weights);
        graph.floats("bias", List.of(1), bias);
        String column = graph.node("Gemm", List.of(tensors.input(), "weights", "bias"), "weighted");
        return graph.build(tensors, shape, column);
    }

    /** The square root of the first feature: NaN in the rows in which that is negative, and only there. */
    public static OnnxGraph squareRootOfFirst(Tensors tensors, OutputShape shape, int features) {
        GraphBuilder graph = new GraphBuilder(tensors.input(), features);
        float[] first = new float[features];
        first[0] = 1;
        graph.floats("first", List.of(features, 1), first);
        String column = graph.node("MatMul", List.of(tensors.input(), "first"), "first_feature");
        return graph.build(tensors, shape, graph.node("Sqrt", List.of(column), "square_root"));
    }

    /**
     * A multilayer perceptron with rectified hidden layers.
     *
     * @param layers how many features, then the size of each hidden layer
     */
    public static OnnxGraph perceptron(Tensors tensors, OutputShape shape, long seed, int... layers) {
        GraphBuilder graph = new GraphBuilder(tensors.input(), layers[0]);
        Random random = new Random(seed);
        String activation = tensors.input();
        for (int i = 1; i <= layers.length; i++) {
            boolean last = i == layers.length;
            int inputs = layers[i - 1];
            int outputs = last ? 1 : layers[i];
            String weights = graph.floats("weights_" + i, List.of(inputs, outputs), gaussians(random, inputs, outputs));
            String bias = graph.floats("bias_" + i, List.of(outputs), gaussians(random, outputs, 1));
            String sum = graph.node("Gemm", List.of(activation, weights, bias), "sum_" + i);
            activation = last ? sum : graph.node("Relu", List.of(sum), "activation_" + i);
        }
        return graph.build(tensors, shape, activation);
    }

    private static float[] gaussians(Random random, int inputs, int outputs) {
        float[] values = new float[inputs * outputs];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (random.nextGaussian() / Math.sqrt(inputs));
        }
        return values;
    }

    /** Boosted regression trees, as gradient boosting libraries export them: a {@code TreeEnsembleRegressor}. */
    public static OnnxGraph trees(Tensors tensors, OutputShape shape, long seed, Forest forest) {
        GraphBuilder graph = new GraphBuilder(tensors.input(), forest.features());
        TreeAttributes attributes = new TreeAttributes(forest, new Random(seed));
        String column = graph.mlNode("TreeEnsembleRegressor", tensors.input(), "tree_sum", attributes.all());
        return graph.build(tensors, shape, column);
    }

    /**
     * The size of an ensemble of trees that are full: {@code 2^depth} leaves each.
     *
     * @param features that the graph takes
     * @param trees at least 1
     * @param depth decisions from root to leaf, at least 1
     */
    public record Forest(int features, int trees, int depth) {}
}
