package dev.presage.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The documents say what is so. Told by {@code -Ddocs=write}, as {@code make docs} does, it writes them first. */
class DocumentsIT {
    @TempDir
    static Path directory;

    static Stream<Document> documents() throws IOException, InterruptedException {
        return Stream.of(
                SettingsDocument.make(directory),
                MetricsDocument.make(),
                AlertsDocument.make(),
                NoticesDocument.make());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void saysWhatIsSo(Document document) throws IOException {
        if ("write".equals(System.getProperty("docs"))) {
            document.write();
        }

        assertThat(document.difference()).isEmpty();
    }
}
