package dev.presage.inference;

import static java.nio.charset.StandardCharsets.UTF_8;

import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.TensorProto.DataType;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.presage.contract.ModelManifest.Tensors;
import dev.presage.models.OnnxGraphs;
import dev.presage.models.OnnxGraphs.OutputShape;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Files whose manifest names the features gap and range: what is wrong with each, its bytes, and what the refusal says. */
final class BadGraphs {
    private static final byte[] GOOD = linear(TestModels.TENSORS, 0);

    private BadGraphs() {}

    private static byte[] linear(Tensors tensors, float bias) {
        return OnnxGraphs.linear(tensors, OutputShape.COLUMN, new float[] {1f, -0.5f}, bias)
                .bytes();
    }

    static Stream<Arguments> all() {
        String noModel = " is no model that ONNX Runtime can run: ";
        return Stream.of(
                Arguments.of("empty", new byte[0], noModel),
                Arguments.of("no ONNX", "{\"weights\": [1, 2]}\n".getBytes(UTF_8), noModel),
                Arguments.of("truncated", Arrays.copyOf(GOOD, GOOD.length / 2), noModel),
                Arguments.of("its last byte missing", Arrays.copyOf(GOOD, GOOD.length - 1), noModel),
                changed(
                        "an operator that there is not",
                        graph -> graph.getNodeBuilder(0).setOpType("Cry\nstalBall"),
                        noModel),
                changed(
                        "one input too many",
                        graph -> graph.addInput(graph.getInput(0).toBuilder().setName("mo\nre")),
                        ": its inputs are [x_in, mo\\u000are], expected one, x_in, as model.json says"),
                changed(
                        "an input of doubles",
                        graph -> passThrough(graph, DataType.DOUBLE, -1, 2),
                        ": input x_in is TensorInfo(javaType=DOUBLE"),
                changed(
                        "an input of three dimensions",
                        graph -> passThrough(graph, DataType.FLOAT, -1, 2, 1),
                        ": input x_in has the shape [-1, 2, 1], expected [N, 2] for the features [gap, range]"),
                changed(
                        "an output of two columns",
                        graph -> passThrough(graph, DataType.FLOAT, -1, 2),
                        ": output y_out has the shape [-1, 2], expected [N] or [N, 1]"),
                Arguments.of(
                        "another output",
                        linear(new Tensors("x_in", "z_out", Optional.empty()), 0),
                        ": its outputs are [z_out], expected one named y_out"),
                Arguments.of(
                        "NaN",
                        linear(TestModels.TENSORS, Float.NaN),
                        " fails when asked with zeros: model normal/1 predicts a return of NaN, expected a finite number above -1"));
    }

    /** A good graph with one thing changed. */
    private static Arguments changed(String what, Consumer<GraphProto.Builder> change, String sentence) {
        try {
            ModelProto.Builder model = ModelProto.parseFrom(GOOD).toBuilder();
            change.accept(model.getGraphBuilder());
            return Arguments.of(what, model.build().toByteArray(), sentence);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The output is the input; -1 stands for any size. */
    private static void passThrough(GraphProto.Builder graph, DataType type, int... shape) {
        TypeProto.Tensor.Builder tensor = TypeProto.Tensor.newBuilder().setElemType(type.getNumber());
        for (int size : shape) {
            tensor.getShapeBuilder()
                    .addDim(
                            size < 0
                                    ? Dimension.newBuilder().setDimParam("N")
                                    : Dimension.newBuilder().setDimValue(size));
        }
        graph.clearNode().clearInitializer();
        graph.addNodeBuilder().setOpType("Identity").addInput("x_in").addOutput("y_out");
        graph.getInputBuilder(0).getTypeBuilder().setTensorType(tensor);
        graph.getOutputBuilder(0).getTypeBuilder().setTensorType(tensor);
    }
}
