package dev.presage.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.presage.contract.ModelManifest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.numbers.gamma.Erfc;

/** One version of a model, loaded and ready. Safe for use by several threads. */
public final class Model implements AutoCloseable {
    private final ModelManifest manifest;
    private final OrtSession session;
    private final int rowsPerCall;
    private final Set<String> outputs = new TreeSet<>();
    private final ThreadLocal<FloatBuffer> inputs = ThreadLocal.withInitial(() -> FloatBuffer.allocate(0));

    /**
     * What the model expects.
     *
     * @param predictedReturn over the manifest's horizon; above -1
     * @param confidence the probability, 0 to 1, that the direction is right
     */
    public record Expectation(double predictedReturn, double confidence) {}

    /** The model could not be run, or what it said is no number that a price can be made of. */
    public static final class ModelFailedException extends Exception {
        ModelFailedException(String message) {
            super(message);
        }

        ModelFailedException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** @param rowsPerCall the most rows the graph takes at once */
    Model(ModelManifest manifest, OrtSession session, int rowsPerCall) {
        this.manifest = manifest;
        this.session = session;
        this.rowsPerCall = rowsPerCall;
        outputs.add(manifest.tensors().output());
        manifest.tensors().confidence().ifPresent(outputs::add);
    }

    /** What the model's files say of it. */
    public ModelManifest manifest() {
        return manifest;
    }

    /**
     * Asks the model.
     *
     * @param rows one row a question, each with the manifest's features in order; finite
     * @return one expectation a row, in order
     * @throws ModelFailedException if any row fails
     */
    public List<Expectation> expect(float[][] rows) throws ModelFailedException {
        List<Expectation> expectations = new ArrayList<>(rows.length);
        for (int from = 0; from < rows.length; from += rowsPerCall) {
            int to = (int) Math.min(rows.length, (long) from + rowsPerCall);
            expectations.addAll(run(from == 0 && to == rows.length ? rows : Arrays.copyOfRange(rows, from, to)));
        }
        return expectations;
    }

    private List<Expectation> run(float[][] rows) throws ModelFailedException {
        ModelManifest.Tensors tensors = manifest.tensors();
        long[] shape = {rows.length, manifest.features().size()};
        try (OnnxTensor input = OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), inOneBuffer(rows), shape);
                OrtSession.Result result = session.run(Map.of(tensors.input(), input), outputs)) {
            float[] returns = column(result, tensors.output(), rows.length);
            Optional<String> confidence = tensors.confidence();
            float[] confidences = confidence.isPresent() ? column(result, confidence.get(), rows.length) : new float[0];
            List<Expectation> expectations = new ArrayList<>(rows.length);
            for (int row = 0; row < rows.length; row++) {
                double predictedReturn = requireReturn(returns[row]);
                expectations.add(new Expectation(
                        predictedReturn,
                        confidence.isPresent() ? requireProbability(confidences[row]) : confidenceOf(predictedReturn)));
            }
            return expectations;
        } catch (OrtException e) {
            throw new ModelFailedException("model " + manifest.id() + " could not be run: " + e.getMessage(), e);
        }
    }

    /** The rows one after the other, in memory that ONNX Runtime reads where it is; this thread's next call overwrites it. */
    private FloatBuffer inOneBuffer(float[][] rows) {
        int values = rows.length * manifest.features().size();
        FloatBuffer buffer = inputs.get();
        if (buffer.capacity() < values) {
            buffer = ByteBuffer.allocateDirect(values * Float.BYTES)
                    .order(ByteOrder.nativeOrder())
                    .asFloatBuffer();
            inputs.set(buffer);
        }
        buffer.clear();
        for (float[] row : rows) {
            buffer.put(row);
        }
        return buffer.flip();
    }

    private float[] column(OrtSession.Result result, String name, int rows) throws ModelFailedException {
        OnnxTensor tensor = (OnnxTensor) result.get(name).orElseThrow();
        float[] values = new float[rows];
        FloatBuffer buffer = tensor.getFloatBuffer();
        if (buffer.remaining() != rows) {
            throw new ModelFailedException("model " + manifest.id() + " gives " + buffer.remaining() + " values of "
                    + name + " for " + rows + " rows, expected one a row");
        }
        buffer.get(values);
        return values;
    }

    private double requireReturn(float predictedReturn) throws ModelFailedException {
        if (!Float.isFinite(predictedReturn) || predictedReturn <= -1) {
            throw new ModelFailedException("model " + manifest.id() + " predicts a return of " + predictedReturn
                    + ", expected a finite number above -1");
        }
        return predictedReturn;
    }

    private double requireProbability(float confidence) throws ModelFailedException {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new ModelFailedException("model " + manifest.id() + " gives a confidence of " + confidence
                    + ", expected a probability from 0 to 1");
        }
        return confidence;
    }

    /** Φ(|return| / residual sigma): how probable the predicted direction is if residuals are normal. */
    private double confidenceOf(double predictedReturn) {
        double sigmas = Math.abs(predictedReturn) / manifest.residualSigma();
        return Erfc.value(-sigmas / Math.sqrt(2)) / 2;
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("closing model " + manifest.id() + " failed", e);
        }
    }
}
