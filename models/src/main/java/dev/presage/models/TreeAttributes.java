package dev.presage.models;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import com.google.protobuf.ByteString;
import dev.presage.models.OnnxGraphs.Forest;
import java.util.List;
import java.util.Random;

/** The attributes of a {@code TreeEnsembleRegressor} of full binary trees; node i has the children 2i + 1 and 2i + 2. */
final class TreeAttributes {
    private static final ByteString BRANCH = ByteString.copyFromUtf8("BRANCH_LEQ");
    private static final ByteString LEAF = ByteString.copyFromUtf8("LEAF");

    private final AttributeProto.Builder treeIds = integers("nodes_treeids");
    private final AttributeProto.Builder nodeIds = integers("nodes_nodeids");
    private final AttributeProto.Builder featureIds = integers("nodes_featureids");
    private final AttributeProto.Builder thresholds = floats("nodes_values");
    private final AttributeProto.Builder trueNodes = integers("nodes_truenodeids");
    private final AttributeProto.Builder falseNodes = integers("nodes_falsenodeids");
    private final AttributeProto.Builder modes =
            AttributeProto.newBuilder().setName("nodes_modes").setType(AttributeType.STRINGS);
    private final AttributeProto.Builder leafTrees = integers("target_treeids");
    private final AttributeProto.Builder leafNodes = integers("target_nodeids");
    private final AttributeProto.Builder leafTargets = integers("target_ids");
    private final AttributeProto.Builder leafWeights = floats("target_weights");

    TreeAttributes(Forest forest, Random random) {
        int decisions = (1 << forest.depth()) - 1;
        for (int tree = 0; tree < forest.trees(); tree++) {
            for (int node = 0; node < 2 * decisions + 1; node++) {
                treeIds.addInts(tree);
                nodeIds.addInts(node);
                if (node < decisions) {
                    addDecision(node, random.nextInt(forest.features()), (float) random.nextGaussian());
                } else {
                    addLeaf(tree, node, (float) random.nextGaussian() / forest.trees());
                }
            }
        }
    }

    private void addDecision(int node, int feature, float threshold) {
        modes.addStrings(BRANCH);
        featureIds.addInts(feature);
        thresholds.addFloats(threshold);
        trueNodes.addInts(2L * node + 1);
        falseNodes.addInts(2L * node + 2);
    }

    private void addLeaf(int tree, int node, float weight) {
        modes.addStrings(LEAF);
        featureIds.addInts(0);
        thresholds.addFloats(0);
        trueNodes.addInts(0);
        falseNodes.addInts(0);
        leafTrees.addInts(tree);
        leafNodes.addInts(node);
        leafTargets.addInts(0);
        leafWeights.addFloats(weight);
    }

    List<AttributeProto> all() {
        AttributeProto targets = AttributeProto.newBuilder()
                .setName("n_targets")
                .setType(AttributeType.INT)
                .setI(1)
                .build();
        return List.of(
                treeIds.build(),
                nodeIds.build(),
                featureIds.build(),
                thresholds.build(),
                modes.build(),
                trueNodes.build(),
                falseNodes.build(),
                leafTrees.build(),
                leafNodes.build(),
                leafTargets.build(),
                leafWeights.build(),
                targets);
    }

    private static AttributeProto.Builder integers(String name) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.INTS);
    }

    private static AttributeProto.Builder floats(String name) {
        return AttributeProto.newBuilder().setName(name).setType(AttributeType.FLOATS);
    }
}
