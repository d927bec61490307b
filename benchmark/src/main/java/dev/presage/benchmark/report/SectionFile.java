package dev.presage.benchmark.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.presage.benchmark.process.BenchmarkException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** The folder of what was measured: a JSON file for each section of the page. */
public final class SectionFile {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(MapperFeature.AUTO_DETECT_IS_GETTERS) // what a record concludes is not what was measured
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final Path folder;

    public SectionFile(Path folder) {
        this.folder = folder;
    }

    /** The folder. */
    public Path folder() {
        return folder;
    }

    /** Writes a section, over an earlier one; no one ever sees half of it. */
    public void write(String section, Object content) throws BenchmarkException {
        try {
            replace(folder.resolve(section + ".json"), JSON.writeValueAsString(content) + "\n");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("section " + section + " can't be written as JSON", e);
        }
    }

    /** Reads a section; empty if it has not been measured. */
    public <T> Optional<T> read(String section, Class<T> type) throws BenchmarkException {
        Path file = folder.resolve(section + ".json");
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(file.toFile(), type));
        } catch (IOException e) {
            throw new BenchmarkException(file + " can't be read: " + e.getMessage(), e);
        }
    }

    /** What a person wrote about the sections, as Markdown; empty if nobody did. */
    Optional<String> findings() throws BenchmarkException {
        Path file = folder.resolve("findings.md");
        try {
            return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
        } catch (IOException e) {
            throw new BenchmarkException(file + " can't be read: " + e, e);
        }
    }

    /** Writes a file by way of another, so that it is there in full or not at all. */
    static void replace(Path file, String text) throws BenchmarkException {
        Path written = file.resolveSibling("." + file.getFileName() + ".new");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(written, text);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new BenchmarkException(file + " can't be written: " + e, e);
        }
    }
}
