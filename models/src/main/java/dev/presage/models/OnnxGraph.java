package dev.presage.models;

import ai.onnx.proto.OnnxMl.ModelProto;
import dev.presage.contract.ModelManifest;
import dev.presage.contract.ModelManifestJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** What {@code model.onnx} holds. */
public final class OnnxGraph {
    private final byte[] bytes;

    /** The serialized form of a model, which is the same for equal models. */
    public OnnxGraph(ModelProto model) {
        this.bytes = model.toByteArray();
    }

    /** The content of the file, a copy. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** As manifests have it: 64 lower-case hexadecimal digits. */
    public String sha256() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Writes {@code <models>/<model_type>/<version>/{model.onnx,model.json}}, over what is there. The manifest is
     * written as it is, fitting or not.
     *
     * @return that folder
     * @throws IOException if it can't
     */
    public Path write(Path models, ModelManifest manifest) throws IOException {
        Path folder = models.resolve(manifest.id().type())
                .resolve(Integer.toString(manifest.id().version()));
        Files.createDirectories(folder);
        Files.write(folder.resolve("model.onnx"), bytes);
        Files.write(folder.resolve("model.json"), ModelManifestJson.encode(manifest));
        return folder;
    }
}
