package dev.presage.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.alerts.Repository;
import dev.presage.documentation.Markdown.Link;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every link of every document leads to a file that exists, and to a heading in it. */
class LinksTest {
    /** Where alerts and problems of the API say that the repository is. */
    private static final String PUBLISHED = "https://github.com/presage-project/presage/blob/main/";

    /** What is built or left behind, and templates, whose links are relative to where they will lie. */
    private static final Set<String> NOT_DOCUMENTS = Set.of("target", "src", "reports", "secrets", "node_modules");

    static Stream<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        Files.walkFileTree(Repository.ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = folder.getFileName().toString();
                boolean skipped = !folder.equals(Repository.ROOT)
                        && (NOT_DOCUMENTS.contains(name) || (name.startsWith(".") && !name.equals(".github")));
                return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".md")) {
                    documents.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return documents.stream();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Path document) {
        assertThat(broken(Markdown.read(document), Repository.ROOT)).isEmpty();
    }

    @Test
    void theReadmesAndTheDocumentsAreAmongThem() throws IOException {
        assertThat(documents().map(Repository::name))
                .contains(
                        "README.md",
                        "models/README.md",
                        "alerts/README.md",
                        "docs/api.md",
                        "alerts/runbooks/Watchdog.md");
    }

    @Test
    void aLinkThatLeadsNowhereIsFound(@TempDir Path folder) throws IOException {
        Files.createDirectory(folder.resolve("docs"));
        Files.writeString(folder.resolve("docs/there.md"), "# It's `a` title, twice\n\n## b\n\n## b\n");
        Markdown page = Markdown.parse(
                folder.resolve("page.md"),
                """
                # Page
                [a](docs/there.md#its-a-title-twice) [b](docs/there.md#b-1) [c](#page) [folder](docs) ![picture](docs/there.md "title")
                [other](https://example.com/x) [mail](mailto:a@example.com) `[code](nowhere.md)` [`code`](nowhere.md)
                [published](https://github.com/presage-project/presage/blob/main/docs/there.md#b)

                    [indented](nowhere.md)

                ```
                [fenced](nowhere.md)
                ```
                [no file](docs/their.md)
                [no heading](docs/there.md#c), [none here](#b)
                [unpublished](https://github.com/presage-project/presage/blob/main/docs/their.md)
                """);

        assertThat(broken(page, folder))
                .containsExactly(
                        "line 3: nowhere.md does not exist",
                        "line 11: docs/their.md does not exist",
                        "line 12: docs/there.md#c names no heading",
                        "line 12: #b names no heading",
                        "line 13: https://github.com/presage-project/presage/blob/main/docs/their.md does not exist");
    }

    private static List<String> broken(Markdown page, Path root) {
        return page.links().stream()
                .flatMap(
                        link -> problem(page, link, root)
                                .map(problem -> "line " + link.line() + ": " + link.target() + problem)
                                .stream())
                .toList();
    }

    private static Optional<String> problem(Markdown page, Link link, Path root) {
        boolean published = link.target().startsWith(PUBLISHED);
        URI target = URI.create(published ? link.target().substring(PUBLISHED.length()) : link.target());
        if (target.getScheme() != null) {
            return Optional.empty();
        }
        Path from = published ? root.resolve("README.md") : page.file();
        Path file = target.getPath().isEmpty() ? from : from.resolveSibling(target.getPath());
        if (!file.equals(page.file()) && !Files.exists(file)) {
            return Optional.of(" does not exist");
        }
        if (target.getFragment() == null) {
            return Optional.empty();
        }
        Markdown named = file.equals(page.file()) ? page : Markdown.read(file);
        return named.anchors().contains(target.getFragment()) ? Optional.empty() : Optional.of(" names no heading");
    }
}
