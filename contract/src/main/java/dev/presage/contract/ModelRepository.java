package dev.presage.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** A folder of models: {@code <model_type>/<version>/{model.onnx,model.json}}. Folders that hold no such thing are left alone. */
public final class ModelRepository {
    private static final String MANIFEST = "model.json";
    private static final String GRAPH = "model.onnx";

    private final Path directory;
    private final Map<String, TreeSet<Integer>> versions = new TreeMap<>();

    /** A model that can't be used; the message names the file, the value and what was expected. */
    public static final class InvalidModelException extends Exception {
        public InvalidModelException(String message) {
            super(message);
        }

        public InvalidModelException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private ModelRepository(Path directory) {
        this.directory = directory;
    }

    /**
     * Lists the models; reads none.
     *
     * @throws InvalidModelException if the folder can't be read or holds no model
     */
    public static ModelRepository open(Path directory) throws InvalidModelException {
        ModelRepository repository = new ModelRepository(directory);
        try (Stream<Path> files = Files.find(directory, 3, (file, attributes) -> file.endsWith(MANIFEST))) {
            files.forEach(repository::list);
        } catch (IOException e) {
            throw new InvalidModelException("the models folder " + directory + " can't be read: " + e, e);
        }
        if (repository.versions.isEmpty()) {
            throw new InvalidModelException(
                    "the models folder " + directory + " holds no <model_type>/<version>/" + MANIFEST);
        }
        return repository;
    }

    private void list(Path manifest) {
        Path path = directory.relativize(manifest);
        if (path.getNameCount() != 3 || !path.getName(1).toString().matches("[1-9][0-9]{0,8}")) {
            return;
        }
        versions.computeIfAbsent(path.getName(0).toString(), type -> new TreeSet<>())
                .add(Integer.valueOf(path.getName(1).toString()));
    }

    /** All models, by type and version. */
    public List<ModelId> models() {
        List<ModelId> models = new ArrayList<>();
        versions.forEach((type, numbers) -> numbers.forEach(number -> models.add(new ModelId(type, number))));
        return Collections.unmodifiableList(models);
    }

    /**
     * The version of each type to serve: the pinned one, else the highest.
     *
     * @param pins model type to version
     * @throws InvalidModelException if a pinned version is not there
     */
    public List<ModelId> served(Map<String, Integer> pins) throws InvalidModelException {
        for (Map.Entry<String, Integer> pin : pins.entrySet()) {
            TreeSet<Integer> there = versions.getOrDefault(pin.getKey(), new TreeSet<>());
            if (!there.contains(pin.getValue())) {
                throw new InvalidModelException("version " + pin.getValue() + " of model " + pin.getKey()
                        + " is pinned, but " + directory + " holds " + (there.isEmpty() ? "no version" : there)
                        + " of it");
            }
        }
        List<ModelId> served = new ArrayList<>();
        versions.forEach((type, numbers) -> served.add(new ModelId(type, pins.getOrDefault(type, numbers.last()))));
        return served;
    }

    /**
     * Reads a model's manifest.
     *
     * @throws InvalidModelException if it is not there, is malformed, or speaks of another model
     */
    public ModelManifest manifest(ModelId model) throws InvalidModelException {
        Path file = folder(model).resolve(MANIFEST);
        byte[] json;
        try {
            json = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new InvalidModelException(file + " can't be read: " + e, e);
        }
        Decoded<ModelManifest> decoded = ModelManifestJson.decode(json);
        if (decoded instanceof Decoded.Rejected<ModelManifest> rejected) {
            throw new InvalidModelException(file + ": " + rejected.message());
        }
        ModelManifest manifest = ((Decoded.Accepted<ModelManifest>) decoded).value();
        if (!manifest.id().equals(model)) {
            throw new InvalidModelException(file + ": model_type and version are " + manifest.id() + ", expected "
                    + model + " as its folder says");
        }
        return manifest;
    }

    /**
     * The model's ONNX file, which is the one that its manifest speaks of.
     *
     * @throws InvalidModelException if it can't be read or its SHA-256 is not the manifest's
     */
    public Path graph(ModelManifest manifest) throws InvalidModelException {
        Path file = folder(manifest.id()).resolve(GRAPH);
        String sha256;
        try {
            sha256 = sha256(file);
        } catch (IOException e) {
            throw new InvalidModelException(file + " can't be read: " + e, e);
        }
        if (!sha256.equals(manifest.sha256())) {
            throw new InvalidModelException(file + ": its sha256 is " + sha256 + ", expected " + manifest.sha256()
                    + " as " + MANIFEST + " says");
        }
        return file;
    }

    private Path folder(ModelId model) {
        return directory.resolve(model.type()).resolve(Integer.toString(model.version()));
    }

    /** The SHA-256 of a file's bytes, as 64 lower-case hexadecimal digits. */
    public static String sha256(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digest = new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
            digest.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
