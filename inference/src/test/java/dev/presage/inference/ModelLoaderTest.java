package dev.presage.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.presage.contract.Bounds;
import dev.presage.contract.ModelId;
import dev.presage.contract.ModelManifest.Tensors;
import dev.presage.contract.ModelRepository;
import dev.presage.contract.ModelRepository.InvalidModelException;
import dev.presage.inference.Model.Expectation;
import dev.presage.models.OnnxGraph;
import dev.presage.models.OnnxGraphs;
import dev.presage.models.OnnxGraphs.OutputShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ModelLoaderTest {
    private static final ModelId NORMAL = new ModelId("normal", 1);
    private static final Tensors WITH_CONFIDENCE = new Tensors("x_in", "y_out", Optional.of("p_out"));
    private static final List<String> FEATURES = List.of("gap", "range");
    private static final float[] WEIGHTS = {1f, -0.5f};

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void runsAModelOfEitherOutputShape(OutputShape shape) throws Exception {
        write(OnnxGraphs.linear(TestModels.TENSORS, shape, WEIGHTS, 0.01f), TestModels.TENSORS);
        try (Model model = load(NORMAL)) {
            List<Expectation> expectations = model.expect(new float[][] {{0.02f, 0.01f}, {0f, 0f}, {0.01f, 0.1f}});
            assertThat(expectations.stream().map(Expectation::predictedReturn).toList())
                    .usingComparatorForType(closeTo(1e-7), Double.class)
                    .containsExactly(0.025, 0.01, -0.03);
        }
    }

    @Test
    void confidenceIsTheProbabilityOfTheDirectionUnderNormalResiduals() throws Exception {
        float oneSigma = (float) TestModels.RESIDUAL_SIGMA;
        write(OnnxGraphs.linear(TestModels.TENSORS, OutputShape.COLUMN, WEIGHTS, 0), TestModels.TENSORS);
        try (Model model = load(NORMAL)) {
            List<Expectation> expectations = model.expect(new float[][] {{oneSigma, 0f}, {-oneSigma, 0f}, {0f, 0f}});
            // The standard normal distribution's value at 1, from tables.
            assertThat(expectations.get(0).confidence()).isCloseTo(0.841344746068543, within(1e-7));
            assertThat(expectations.get(1).confidence()).isCloseTo(0.841344746068543, within(1e-7));
            assertThat(expectations.get(2).confidence()).isEqualTo(0.5);
        }
    }

    @ParameterizedTest
    @EnumSource
    void confidenceIsTheModelsOwnWhereItGivesOne(OutputShape shape) throws Exception {
        write(OnnxGraphs.linear(WITH_CONFIDENCE, shape, WEIGHTS, 0.5f), WITH_CONFIDENCE);
        try (Model model = load(NORMAL)) {
            List<Expectation> expectations = model.expect(new float[][] {{0f, 0f}});
            assertThat(expectations.get(0).confidence()).isCloseTo(1 / (1 + Math.exp(-0.5)), within(1e-6));
        }
    }

    @Test
    void runsBoostedTreesAndPerceptrons() throws Exception {
        write(
                OnnxGraphs.trees(TestModels.TENSORS, OutputShape.COLUMN, 7, new OnnxGraphs.Forest(2, 100, 6)),
                TestModels.TENSORS);
        write(
                new ModelId("perceptron", 1),
                OnnxGraphs.perceptron(TestModels.TENSORS, OutputShape.VECTOR, 7, 2, 16, 8),
                TestModels.TENSORS);
        for (String type : List.of("normal", "perceptron")) {
            try (Model model = load(new ModelId(type, 1))) {
                assertThat(model.expect(new float[][] {{0.1f, 0.2f}, {0.3f, 0.1f}}))
                        .hasSize(2);
            }
        }
    }

    @Test
    void refusesAFileThatIsNotTheOneItsManifestSpeaksOf() throws Exception {
        write(linear(), TestModels.TENSORS);
        Files.write(graphFile(), new byte[] {1, 2, 3});
        assertRefused(
                "/normal/1/model.onnx: its sha256 is ", ", expected " + linear().sha256() + " as model.json says");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.presage.inference.BadGraphs#all")
    void refusesWhatIsNoModelOrAnotherOne(String what, byte[] bytes, String sentence) throws Exception {
        TestModels.write(directory, bytes, FEATURES);

        assertThatThrownBy(() -> load(NORMAL).close())
                .as(what)
                .isInstanceOf(InvalidModelException.class)
                .hasMessageStartingWith(directory + "/normal/1/model.onnx")
                .hasMessageContaining(sentence)
                .satisfies(e -> assertThat(Bounds.isSentence(String.valueOf(e.getMessage()), 1001))
                        .isTrue());
    }

    @Test
    void refusesAManifestWithoutItsFile() throws Exception {
        write(linear(), TestModels.TENSORS);
        Files.delete(graphFile());
        assertRefused("/normal/1/model.onnx does not exist");
    }

    @Test
    void refusesAGraphWithAnotherInput() throws Exception {
        Tensors other = new Tensors("features", "y_out", Optional.empty());
        write(linear(), other);
        assertRefused("/normal/1/model.onnx: its inputs are [x_in], expected one, features, as model.json says");
    }

    @Test
    void refusesAGraphWithoutTheOutputNamed() throws Exception {
        write(linear(), WITH_CONFIDENCE);
        assertRefused("/normal/1/model.onnx: its outputs are [y_out], expected one named p_out");
    }

    @Test
    void refusesAGraphThatTakesAnotherNumberOfFeatures() throws Exception {
        OnnxGraph three = OnnxGraphs.linear(TestModels.TENSORS, OutputShape.COLUMN, new float[] {1, 2, 3}, 0);
        write(three, TestModels.TENSORS);
        assertRefused("input x_in has the shape [-1, 3], expected [N, 2] for the features [gap, range]");
    }

    private void assertRefused(String... parts) {
        ThrowingCallable load = () -> load(NORMAL).close();
        assertThatThrownBy(load).isInstanceOf(InvalidModelException.class).hasMessageContainingAll(parts);
    }

    private Model load(ModelId id) throws InvalidModelException {
        ModelRepository repository = ModelRepository.open(directory);
        return ModelLoader.load(repository, repository.manifest(id));
    }

    private static OnnxGraph linear() {
        return OnnxGraphs.linear(TestModels.TENSORS, OutputShape.COLUMN, WEIGHTS, 0);
    }

    private Path graphFile() {
        return directory.resolve("normal/1/model.onnx");
    }

    private void write(OnnxGraph graph, Tensors tensors) throws IOException {
        write(NORMAL, graph, tensors);
    }

    private void write(ModelId id, OnnxGraph graph, Tensors tensors) throws IOException {
        graph.write(directory, TestModels.manifest(id, graph, tensors, FEATURES));
    }

    private static Comparator<Double> closeTo(double tolerance) {
        return (a, b) -> Math.abs(a - b) <= tolerance ? 0 : Double.compare(a, b);
    }
}
