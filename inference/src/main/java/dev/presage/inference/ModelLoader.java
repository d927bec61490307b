package dev.presage.inference;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.presage.contract.ModelManifest;
import dev.presage.contract.ModelRepository;
import dev.presage.contract.ModelRepository.InvalidModelException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** Loads models, and refuses those whose file is not what their manifest says. */
public final class ModelLoader {
    private ModelLoader() {}

    /**
     * Loads one model and tries it once.
     *
     * @throws InvalidModelException with the file, what it holds and what was expected
     */
    public static Model load(ModelRepository repository, ModelManifest manifest) throws InvalidModelException {
        Path graph = repository.graph(manifest);
        OrtSession session = open(graph);
        try {
            int rowsPerCall = checkInput(graph, session, manifest);
            checkOutput(graph, session, manifest.tensors().output());
            if (manifest.tensors().confidence().isPresent()) {
                checkOutput(graph, session, manifest.tensors().confidence().get());
            }
            Model model = new Model(manifest, session, rowsPerCall);
            tryOnce(graph, model);
            return model;
        } catch (InvalidModelException | RuntimeException e) {
            close(session, e);
            throw e;
        }
    }

    private static OrtSession open(Path graph) throws InvalidModelException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            // The threads that ask are the parallelism; a pool for each model would only fight over the same
            // processors.
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.setExecutionMode(OrtSession.SessionOptions.ExecutionMode.SEQUENTIAL);
            return OrtEnvironment.getEnvironment().createSession(graph.toString(), options);
        } catch (OrtException e) {
            throw new InvalidModelException(graph + " is no model that ONNX Runtime can run: " + e.getMessage(), e);
        }
    }

    /** The most rows that the graph takes at once. */
    private static int checkInput(Path graph, OrtSession session, ModelManifest manifest) throws InvalidModelException {
        Map<String, NodeInfo> inputs = inputs(graph, session);
        String name = manifest.tensors().input();
        NodeInfo input = inputs.get(name);
        if (input == null || inputs.size() != 1) {
            throw new InvalidModelException(
                    graph + ": its inputs are " + inputs.keySet() + ", expected one, " + name + ", as model.json says");
        }
        long[] shape = floats(graph, input, "input " + name).getShape();
        int features = manifest.features().size();
        if (shape.length != 2 || (shape[1] != features && shape[1] != -1) || shape[0] == 0 || shape[0] < -1) {
            throw new InvalidModelException(graph + ": input " + name + " has the shape " + Arrays.toString(shape)
                    + ", expected [N, " + features + "] for the features " + manifest.features());
        }
        return shape[0] == -1 ? Integer.MAX_VALUE : Math.toIntExact(shape[0]);
    }

    private static void checkOutput(Path graph, OrtSession session, String name) throws InvalidModelException {
        Map<String, NodeInfo> outputs = outputs(graph, session);
        NodeInfo output = outputs.get(name);
        if (output == null) {
            throw new InvalidModelException(
                    graph + ": its outputs are " + outputs.keySet() + ", expected one named " + name);
        }
        long[] shape = floats(graph, output, "output " + name).getShape();
        boolean column = shape.length == 1 || (shape.length == 2 && (shape[1] == 1 || shape[1] == -1));
        if (!column) {
            throw new InvalidModelException(graph + ": output " + name + " has the shape " + Arrays.toString(shape)
                    + ", expected [N] or [N, 1]");
        }
    }

    private static TensorInfo floats(Path graph, NodeInfo node, String name) throws InvalidModelException {
        if (node.getInfo() instanceof TensorInfo tensor && tensor.type == OnnxJavaType.FLOAT) {
            return tensor;
        }
        throw new InvalidModelException(
                graph + ": " + name + " is " + node.getInfo() + ", expected a tensor of 32-bit floats");
    }

    private static void tryOnce(Path graph, Model model) throws InvalidModelException {
        int features = model.manifest().features().size();
        try {
            model.expect(new float[1][features]);
        } catch (Model.ModelFailedException e) {
            throw new InvalidModelException(graph + " fails when asked with zeros: " + e.getMessage(), e);
        }
    }

    private static Map<String, NodeInfo> inputs(Path graph, OrtSession session) throws InvalidModelException {
        try {
            return session.getInputInfo();
        } catch (OrtException e) {
            throw new InvalidModelException(graph + ": its inputs can't be read: " + e.getMessage(), e);
        }
    }

    private static Map<String, NodeInfo> outputs(Path graph, OrtSession session) throws InvalidModelException {
        try {
            return session.getOutputInfo();
        } catch (OrtException e) {
            throw new InvalidModelException(graph + ": its outputs can't be read: " + e.getMessage(), e);
        }
    }

    private static void close(OrtSession session, Exception because) {
        try {
            session.close();
        } catch (OrtException e) {
            because.addSuppressed(e);
        }
    }
}
