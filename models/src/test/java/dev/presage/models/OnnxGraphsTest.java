package dev.presage.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtException;
import dev.presage.contract.ModelManifest.Tensors;
import dev.presage.models.OnnxGraphs.Forest;
import dev.presage.models.OnnxGraphs.OutputShape;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OnnxGraphsTest {
    private static final Tensors PLAIN = new Tensors("features", "return", Optional.empty());
    private static final Tensors CONFIDENT = new Tensors("X", "variable", Optional.of("p_right"));

    @Test
    void aLinearGraphComputesItsFormulaInEitherShape() throws OrtException {
        float[] weights = {2, -1, 0.5f};
        float[][] rows = {{1, 2, 4}, {0, 1, 0}};

        try (OnnxSession column = session(OnnxGraphs.linear(PLAIN, OutputShape.COLUMN, weights, 10));
                OnnxSession vector = session(OnnxGraphs.linear(PLAIN, OutputShape.VECTOR, weights, 10))) {
            assertThat((float[][]) column.run("features", "return", rows)).isDeepEqualTo(new float[][] {{12}, {9}});
            assertThat((float[]) vector.run("features", "return", rows)).containsExactly(12, 9);
        }
    }

    @Test
    void aConfidenceIsTheSigmoidOfTheReturnsSizeInTheShapeOfTheReturn() throws OrtException {
        float[] weights = {-1};
        float[][] rows = {{2}, {0}};

        try (OnnxSession column = session(OnnxGraphs.linear(CONFIDENT, OutputShape.COLUMN, weights, 0));
                OnnxSession vector = session(OnnxGraphs.linear(CONFIDENT, OutputShape.VECTOR, weights, 0))) {
            float[][] columns = (float[][]) column.run("X", "p_right", rows);
            float[] values = (float[]) vector.run("X", "p_right", rows);

            assertThat(values[0]).isCloseTo((float) (1 / (1 + Math.exp(-2))), within(1e-6f));
            assertThat(values[1]).isEqualTo(0.5f);
            assertThat(columns).isDeepEqualTo(new float[][] {{values[0]}, {values[1]}});
            assertThat((float[]) vector.run("X", "variable", rows)).containsExactly(-2, 0);
        }
    }

    @Test
    void aLinearGraphWithANanPredictsNothingElse() throws OrtException {
        try (OnnxSession session = session(OnnxGraphs.linear(PLAIN, OutputShape.VECTOR, new float[] {1}, Float.NaN))) {
            assertThat((float[]) session.run("features", "return", new float[] {1}, new float[] {0}))
                    .containsOnly(Float.NaN);
        }
    }

    @Test
    void theSquareRootIsNanInNegativeRowsOnly() throws OrtException {
        try (OnnxSession session = session(OnnxGraphs.squareRootOfFirst(PLAIN, OutputShape.VECTOR, 2))) {
            float[] roots = (float[])
                    session.run("features", "return", new float[] {9, -1}, new float[] {-1, 9}, new float[] {0, 0});

            assertThat(roots).containsExactly(3, Float.NaN, 0);
        }
    }

    @Test
    void aPerceptronIsTheSameForTheSameSeedAndNotLinear() throws OrtException {
        OnnxGraph graph = OnnxGraphs.perceptron(PLAIN, OutputShape.COLUMN, 7, 3, 16, 8);
        assertThat(graph.sha256())
                .isEqualTo(OnnxGraphs.perceptron(PLAIN, OutputShape.COLUMN, 7, 3, 16, 8)
                        .sha256())
                .isNotEqualTo(OnnxGraphs.perceptron(PLAIN, OutputShape.COLUMN, 8, 3, 16, 8)
                        .sha256());

        try (OnnxSession session = session(graph)) {
            double zero = predict(session, 0, 0, 0);
            double plus = predict(session, 1, 1, 1);
            double minus = predict(session, -1, -1, -1);

            assertThat(plus - zero).isNotCloseTo(zero - minus, within(1e-3));
        }
    }

    @Test
    void treesAreStepsThatEveryFeatureMoves() throws OrtException {
        OnnxGraph graph = OnnxGraphs.trees(PLAIN, OutputShape.COLUMN, 7, new Forest(4, 100, 6));
        Random random = new Random(1);

        try (OnnxSession session = session(graph)) {
            double[] row = random.doubles(4, -1, 1).toArray();
            double value = predict(session, row);
            assertThat(value).isFinite().isNotZero();
            for (int feature = 0; feature < 4; feature++) {
                double[] moved = row.clone();
                moved[feature] += 1e-9;
                assertThat(predict(session, moved)).isEqualTo(value);
                moved[feature] += 2;
                assertThat(predict(session, moved)).isNotEqualTo(value);
            }
        }
    }

    @Test
    void aTreeOfOneDecisionHasTwoValues() throws OrtException {
        try (OnnxSession session = session(OnnxGraphs.trees(PLAIN, OutputShape.VECTOR, 7, new Forest(1, 1, 1)))) {
            float[] values = (float[]) session.run(
                    "features", "return", new float[] {-100}, new float[] {-50}, new float[] {50}, new float[] {100});

            assertThat(values[0]).isEqualTo(values[1]).isNotEqualTo(values[2]);
            assertThat(values[2]).isEqualTo(values[3]);
        }
    }

    private static OnnxSession session(OnnxGraph graph) throws OrtException {
        return new OnnxSession(graph.bytes());
    }

    private static double predict(OnnxSession session, double... row) throws OrtException {
        return session.predict("features", "return", row);
    }
}
