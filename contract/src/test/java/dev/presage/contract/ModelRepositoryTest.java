package dev.presage.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presage.contract.ModelRepository.InvalidModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelRepositoryTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path models;

    @Test
    void listsModelsByTypeAndVersionAndServesTheHighest() throws Exception {
        for (String model : new String[] {"normal/2", "normal/10", "normal/9", "earnings/20170301"}) {
            write(model + "/model.json", "not read");
        }

        ModelRepository repository = ModelRepository.open(models);

        assertThat(repository.models())
                .map(ModelId::toString)
                .containsExactly("earnings/20170301", "normal/2", "normal/9", "normal/10");
        assertThat(repository.served(Map.of()))
                .map(ModelId::toString)
                .containsExactly("earnings/20170301", "normal/10");
        assertThat(repository.served(Map.of("normal", 9)))
                .map(ModelId::toString)
                .containsExactly("earnings/20170301", "normal/9");
    }

    @Test
    void leavesAloneWhatWasNotMeantAsAModel() throws Exception {
        for (String file : new String[] {
            "pom.xml",
            "model.json",
            "normal/model.json",
            "normal/1/model.json",
            "normal/2/model.onnx",
            "normal/2.bak/model.json",
            "normal/v3/model.json",
            "normal/latest",
            "normal/1/old/4/model.json",
            ".git/5/model.json",
            "src/main/java/model.json",
            "lost+found/x/y",
            "normal/.tmp/model.json"
        }) {
            write(file, "not read");
        }

        assertThat(ModelRepository.open(models).models()).containsExactly(new ModelId("normal", 1));
    }

    @Test
    void followsLinks() throws Exception {
        write("elsewhere/blob/model.json", "not read");
        Path folder = Files.createDirectories(models.resolve("mounted"));
        Files.createSymbolicLink(
                Files.createDirectories(folder.resolve("normal")).resolve("1"), models.resolve("elsewhere/blob"));
        Files.createSymbolicLink(folder.resolve("earnings"), folder.resolve("normal"));
        Files.createSymbolicLink(folder.resolve("loop"), folder);
        Files.createSymbolicLink(folder.resolve("dangling"), folder.resolve("gone"));

        assertThat(ModelRepository.open(folder).models())
                .containsExactly(new ModelId("earnings", 1), new ModelId("normal", 1));
    }

    @Test
    void refusesAFolderThatIsNoneOrHoldsNoModel() throws IOException {
        Path file = write("file", "");
        Path empty = models.resolve("empty");
        Files.createDirectories(empty.resolve("normal/1"));

        assertRefused(
                () -> ModelRepository.open(models.resolve("gone")),
                "the models folder " + models + "/gone does not exist");
        assertRefused(() -> ModelRepository.open(file), "the models folder " + file + " is not a folder");
        assertRefused(
                () -> ModelRepository.open(empty),
                "the models folder " + empty + " holds no <model_type>/<version>/model.json");
    }

    @Test
    void refusesATypeThatNoRequestCouldName() throws IOException {
        write("Normal/1/model.json", "");

        assertRefused(
                () -> ModelRepository.open(models),
                models + "/Normal: the model type is 'Normal', expected 1 to 64 of the characters a-z 0-9 _ -,"
                        + " the first of them a letter");
    }

    @Test
    void refusesANumberThatIsNoVersion() throws IOException {
        for (String version : new String[] {"0", "01", "202503011200"}) {
            Path file = write("normal/" + version + "/model.json", "");

            assertRefused(
                    () -> ModelRepository.open(models),
                    models + "/normal/" + version + ": the version is '" + version
                            + "', expected a number from 1 to 999999999 without leading zeros");
            Files.delete(file);
        }
    }

    @Test
    void refusesAPinOfWhatIsNotThere() throws Exception {
        write("normal/1/model.json", "");
        write("normal/2/model.json", "");
        ModelRepository repository = ModelRepository.open(models);

        assertRefused(
                () -> repository.served(Map.of("normal", 3)),
                "version 3 of model normal is pinned, but " + models + " holds [1, 2] of it");
        assertRefused(
                () -> repository.served(Map.of("earnings", 1)),
                "version 1 of model earnings is pinned, but " + models + " holds no version of it");
    }

    @Test
    void readsAManifestAndFindsItsGraph() throws Exception {
        ModelId model = new ModelId("normal", 3);
        Path graph = write("normal/3/model.onnx", "test");
        write("normal/3/model.json", Files.readString(ModelManifestTest.EXAMPLE));
        ModelRepository repository = ModelRepository.open(models);

        ModelManifest manifest = repository.manifest(model);

        assertThat(manifest).isEqualTo(ModelManifestTest.example());
        assertThat(repository.graph(manifest)).isEqualTo(graph).hasContent("test");
    }

    @Test
    void refusesAManifestThatIsCutShortGoneTooLongOrOfAnotherModel() throws Exception {
        String json = Files.readString(ModelManifestTest.EXAMPLE);
        Path file = write("normal/3/model.json", json.substring(0, 40));
        Path other = write("earnings/3/model.json", json);
        Path longer = write("normal/4/model.json", " ".repeat(1024 * 1024 + 1));
        ModelRepository repository = ModelRepository.open(models);

        assertThatThrownBy(() -> repository.manifest(new ModelId("normal", 3)))
                .isInstanceOf(InvalidModelException.class)
                .hasMessageStartingWith(file + ": the manifest is not valid JSON at line 3, column ");
        assertRefused(
                () -> repository.manifest(new ModelId("earnings", 3)),
                other + ": model_type and version are normal/3, expected earnings/3 as its folder says");
        assertRefused(
                () -> repository.manifest(new ModelId("normal", 4)),
                longer + ": the manifest has 1048577 bytes, expected at most 1048576");
        Files.delete(file);
        assertRefused(() -> repository.manifest(new ModelId("normal", 3)), file + " does not exist");
    }

    @Test
    void refusesAGraphThatIsGoneOrNotTheManifests() throws Exception {
        write("normal/3/model.json", Files.readString(ModelManifestTest.EXAMPLE));
        ModelRepository repository = ModelRepository.open(models);
        ModelManifest manifest = repository.manifest(new ModelId("normal", 3));
        Path graph = models.resolve("normal/3/model.onnx");

        assertRefused(() -> repository.graph(manifest), graph + " does not exist");
        Files.writeString(graph, "");
        assertRefused(
                () -> repository.graph(manifest),
                graph + ": its sha256 is e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855, expected "
                        + manifest.sha256() + " as model.json says");
        Files.delete(graph);
        Files.createDirectory(graph);
        assertRefused(() -> repository.graph(manifest), graph + " can't be read: Is a directory");
    }

    private Path write(String file, String text) throws IOException {
        Path path = models.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.write(path, text.getBytes(UTF_8));
    }

    private static void assertRefused(ThrowingCallable using, String sentence) {
        assertThatThrownBy(using).isInstanceOf(InvalidModelException.class).hasMessage(sentence);
    }
}
