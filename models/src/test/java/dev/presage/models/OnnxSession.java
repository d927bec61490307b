package dev.presage.models;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.util.Map;

/** Runs a graph in ONNX Runtime, as the worker does. */
final class OnnxSession implements AutoCloseable {
    private static final OrtEnvironment ENVIRONMENT = OrtEnvironment.getEnvironment();

    private final OrtSession session;

    OnnxSession(byte[] graph) throws OrtException {
        session = ENVIRONMENT.createSession(graph);
    }

    /** The named output for rows of the named input: a {@code float[][]} of shape [N, 1], or a {@code float[]} of [N]. */
    Object run(String input, String output, float[]... rows) throws OrtException {
        try (OnnxTensor tensor = OnnxTensor.createTensor(ENVIRONMENT, rows);
                OrtSession.Result result = session.run(Map.of(input, tensor))) {
            return result.get(output).orElseThrow().getValue();
        }
    }

    /** The only value of a [1, 1] output for one row. */
    double predict(String input, String output, double[] row) throws OrtException {
        float[] floats = new float[row.length];
        for (int i = 0; i < row.length; i++) {
            floats[i] = (float) row[i];
        }
        return ((float[][]) run(input, output, floats))[0][0];
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
