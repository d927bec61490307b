package dev.presage.benchmark.naive;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.presage.contract.ModelId;
import dev.presage.contract.ModelManifest;
import dev.presage.contract.ModelRepository;
import dev.presage.contract.ModelRepository.InvalidModelException;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.numbers.gamma.Erfc;

/** A model that is asked with one row a call. */
final class NaiveModel {
    private final ModelManifest manifest;
    private final OrtSession session;

    private NaiveModel(ModelManifest manifest, OrtSession session) {
        this.manifest = manifest;
        this.session = session;
    }

    /** All models of a folder, by type. */
    static Map<String, NaiveModel> load(Path folder) throws InvalidModelException, OrtException {
        ModelRepository repository = ModelRepository.open(folder);
        Map<String, NaiveModel> models = new HashMap<>();
        for (ModelId id : repository.served(Map.of())) {
            ModelManifest manifest = repository.manifest(id);
            OrtSession.SessionOptions options = new OrtSession.SessionOptions();
            options.setIntraOpNumThreads(1);
            OrtSession session = OrtEnvironment.getEnvironment()
                    .createSession(repository.graph(manifest).toString(), options);
            models.put(id.type(), new NaiveModel(manifest, session));
        }
        return models;
    }

    ModelManifest manifest() {
        return manifest;
    }

    double predictedReturn(float[] row) throws OrtException {
        try (OnnxTensor input = OnnxTensor.createTensor(
                        OrtEnvironment.getEnvironment(), FloatBuffer.wrap(row), new long[] {1, row.length});
                OrtSession.Result result = session.run(Map.of(manifest.tensors().input(), input))) {
            OnnxTensor output =
                    (OnnxTensor) result.get(manifest.tensors().output()).orElseThrow();
            return output.getFloatBuffer().get(0);
        }
    }

    double confidence(double predictedReturn) {
        return Erfc.value(-Math.abs(predictedReturn) / manifest.residualSigma() / Math.sqrt(2)) / 2;
    }
}
