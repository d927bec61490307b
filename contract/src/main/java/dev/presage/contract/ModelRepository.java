package dev.presage.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A folder of models: {@code <model_type>/<version>/{model.onnx,model.json}}, links followed.
 *
 * <p>Left alone is what was not meant as a model: hidden folders, {@code lost+found}, versions that are no numbers ({@code 2.bak}), and folders without
 * a {@code model.json}, such as one that is still being copied. A number that can't be a version, or a type that no request could
 * name, is an error.
 */
public final class ModelRepository {
    private static final String MANIFEST = "model.json";
    private static final String GRAPH = "model.onnx";

    private final Path directory;
    private final Map<String, TreeSet<Integer>> versions = new TreeMap<>();

    /** A model that can't be used; the message names the file, the value and what was expected, on one line. */
    public static final class InvalidModelException extends Exception {
        private static final int LONGEST = 1000;

        public InvalidModelException(String message) {
            super(inOneLine(message));
        }

        public InvalidModelException(String message, Throwable cause) {
            super(inOneLine(message), cause);
        }

        /** Names in a graph, and what ONNX Runtime says of it, may hold anything. */
        private static String inOneLine(String message) {
            return Invalid.visible(message.strip(), LONGEST);
        }
    }

    private ModelRepository(Path directory) {
        this.directory = directory;
    }

    /**
     * Lists the models; reads none.
     *
     * @throws InvalidModelException if the folder can't be read, holds no model, or one whose type or version can't be
     */
    public static ModelRepository open(Path directory) throws InvalidModelException {
        // Absolute, so that what can't be read is found by whoever reads of it.
        ModelRepository repository = new ModelRepository(directory.toAbsolutePath());
        for (Path type : folders(repository.directory)) {
            if (isType(type) || Files.isReadable(type)) {
                for (Path version : folders(type)) {
                    repository.list(type, version);
                }
            }
        }
        if (repository.versions.isEmpty()) {
            throw new InvalidModelException(
                    "the models folder " + repository.directory + " holds no <model_type>/<version>/" + MANIFEST);
        }
        return repository;
    }

    private static List<Path> folders(Path directory) throws InvalidModelException {
        List<Path> folders = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "[!.]*")) {
            for (Path file : files) {
                if (Files.isDirectory(file)) {
                    folders.add(file);
                }
            }
        } catch (IOException e) {
            throw unreadable("the models folder " + directory, e);
        } catch (DirectoryIteratorException e) {
            throw unreadable("the models folder " + directory, Objects.requireNonNull(e.getCause()));
        }
        folders.sort(null); // the same problem is reported first, whatever the file system's order
        return folders;
    }

    private void list(Path type, Path version) throws InvalidModelException {
        String number = name(version);
        if (!number.matches("[0-9]+") || !Files.exists(version.resolve(MANIFEST))) {
            return;
        }
        if (!number.matches("[1-9][0-9]{0,8}")) {
            throw new InvalidModelException(version + ": "
                    + Invalid.sentence("the version", number, "a number from 1 to 999999999 without leading zeros"));
        }
        if (!isType(type)) {
            throw new InvalidModelException(
                    type + ": " + Invalid.sentence("the model type", name(type), ModelId.EXPECTED_TYPE));
        }
        versions.computeIfAbsent(name(type), absent -> new TreeSet<>()).add(Integer.valueOf(number));
    }

    private static boolean isType(Path folder) {
        return ModelId.isType(name(folder));
    }

    private static String name(Path folder) {
        return String.valueOf(folder.getFileName());
    }

    /** All models, by type and version. */
    public List<ModelId> models() {
        List<ModelId> models = new ArrayList<>();
        versions.forEach((type, numbers) -> numbers.forEach(number -> models.add(new ModelId(type, number))));
        return List.copyOf(models);
    }

    /**
     * The version of each type to serve: the pinned one, else the highest.
     *
     * @param pins model type to version
     * @throws InvalidModelException if a pinned version is not there
     */
    public List<ModelId> served(Map<String, Integer> pins) throws InvalidModelException {
        for (Map.Entry<String, Integer> pin : new TreeMap<>(pins).entrySet()) {
            TreeSet<Integer> there = versions.getOrDefault(pin.getKey(), new TreeSet<>());
            if (!there.contains(pin.getValue())) {
                throw new InvalidModelException("version " + pin.getValue() + " of model " + pin.getKey()
                        + " is pinned, but " + directory + " holds " + (there.isEmpty() ? "no version" : there)
                        + " of it");
            }
        }
        List<ModelId> served = new ArrayList<>();
        versions.forEach((type, numbers) -> served.add(new ModelId(type, pins.getOrDefault(type, numbers.last()))));
        return List.copyOf(served);
    }

    /**
     * Reads a model's manifest.
     *
     * @throws InvalidModelException if it is not there, is malformed, or speaks of another model
     */
    public ModelManifest manifest(ModelId model) throws InvalidModelException {
        Path file = folder(model).resolve(MANIFEST);
        byte[] json;
        try (InputStream in = Files.newInputStream(file)) {
            json = in.readNBytes(ModelManifestJson.MAX_BYTES + 1);
        } catch (IOException e) {
            throw unreadable(file.toString(), e);
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
            throw unreadable(file.toString(), e);
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

    private static InvalidModelException unreadable(String what, IOException e) {
        String why = "can't be read: " + e.getMessage();
        if (e instanceof NoSuchFileException) {
            why = "does not exist";
        } else if (e instanceof NotDirectoryException) {
            why = "is not a folder";
        } else if (e instanceof AccessDeniedException) {
            why = "can't be read: permission denied";
        }
        return new InvalidModelException(what + " " + why, e);
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
