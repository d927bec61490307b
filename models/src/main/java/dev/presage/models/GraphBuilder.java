package dev.presage.models;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto;
import ai.onnx.proto.OnnxMl.TensorShapeProto.Dimension;
import ai.onnx.proto.OnnxMl.TypeProto;
import ai.onnx.proto.OnnxMl.ValueInfoProto;
import dev.presage.contract.ModelManifest.Tensors;
import java.util.List;

/** Builds a graph from [N, features] floats to one return, and maybe one confidence, per row. */
final class GraphBuilder {
    /** The domain of operators for trees and the like; the ordinary operators have none. */
    static final String ML_DOMAIN = "ai.onnx.ml";

    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;
    private static final int ML_OPSET = 3;
    private static final String BATCH = "N";

    private final GraphProto.Builder graph = GraphProto.newBuilder().setName("returns");

    GraphBuilder(String input, int features) {
        graph.addInput(tensor(input, shape().addDim(Dimension.newBuilder().setDimValue(features))));
    }

    /** Adds constants; returns their name. */
    String floats(String name, List<Integer> shape, float... values) {
        TensorProto.Builder tensor =
                TensorProto.newBuilder().setName(name).setDataType(TensorProto.DataType.FLOAT.getNumber());
        shape.forEach(tensor::addDims);
        for (float value : values) {
            tensor.addFloatData(value);
        }
        graph.addInitializer(tensor);
        return name;
    }

    /** Adds an operator; returns the name of its output. */
    String node(String operator, List<String> inputs, String output) {
        graph.addNode(NodeProto.newBuilder()
                .setOpType(operator)
                .setName(output + "_" + operator)
                .addAllInput(inputs)
                .addOutput(output));
        return output;
    }

    /** Adds an operator for trees and the like; returns the name of its output. */
    String mlNode(String operator, String input, String output, List<AttributeProto> attributes) {
        graph.addNode(NodeProto.newBuilder()
                .setDomain(ML_DOMAIN)
                .setOpType(operator)
                .setName(output + "_" + operator)
                .addInput(input)
                .addOutput(output)
                .addAllAttribute(attributes));
        return output;
    }

    /**
     * The graph whose return is that column, and whose confidence, if one is named, is {@code sigmoid(|return|)}.
     *
     * @param column the name of a result of shape [N, 1]
     */
    OnnxGraph build(Tensors tensors, OnnxGraphs.OutputShape shape, String column) {
        graph.addInitializer(TensorProto.newBuilder()
                .setName("output_shape")
                .setDataType(TensorProto.DataType.INT64.getNumber())
                .addDims(shape.dimensions().size())
                .addAllInt64Data(shape.dimensions()));
        output(node("Reshape", List.of(column, "output_shape"), tensors.output()), shape);
        if (tensors.confidence().isPresent()) {
            String size = node("Abs", List.of(tensors.output()), "return_size");
            output(node("Sigmoid", List.of(size), tensors.confidence().get()), shape);
        }
        return new OnnxGraph(ModelProto.newBuilder()
                .setIrVersion(IR_VERSION)
                .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
                .addOpsetImport(
                        OperatorSetIdProto.newBuilder().setDomain(ML_DOMAIN).setVersion(ML_OPSET))
                .setProducerName("presage")
                .setGraph(graph)
                .build());
    }

    private void output(String name, OnnxGraphs.OutputShape shape) {
        TensorShapeProto.Builder dimensions = shape();
        if (shape == OnnxGraphs.OutputShape.COLUMN) {
            dimensions.addDim(Dimension.newBuilder().setDimValue(1));
        }
        graph.addOutput(tensor(name, dimensions));
    }

    private static TensorShapeProto.Builder shape() {
        return TensorShapeProto.newBuilder().addDim(Dimension.newBuilder().setDimParam(BATCH));
    }

    private static ValueInfoProto tensor(String name, TensorShapeProto.Builder shape) {
        return ValueInfoProto.newBuilder()
                .setName(name)
                .setType(TypeProto.newBuilder()
                        .setTensorType(TypeProto.Tensor.newBuilder()
                                .setElemType(TensorProto.DataType.FLOAT.getNumber())
                                .setShape(shape)))
                .build();
    }
}
