package dev.presage.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** That what version 1 wrote, and what it read from others, is still read as it was; and that what it wrote is still written so. */
class CompatibilityTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    static Stream<Arguments> read() throws IOException {
        return files("");
    }

    static Stream<Arguments> written() throws IOException {
        return files("written-");
    }

    /** Of each kind at least two. */
    private static Stream<Arguments> files(String prefix) throws IOException {
        Stream.Builder<Arguments> files = Stream.builder();
        for (GoldenKind<?> kind : GoldenKind.all()) {
            try (Stream<Path> inFolder = Files.list(GOLDEN.resolve(kind.folder()))) {
                List<String> names = inFolder.map(file -> file.getFileName().toString())
                        .filter(name -> name.startsWith(prefix) && name.endsWith(".json"))
                        .sorted()
                        .toList();
                assertThat(names).as(kind.folder()).hasSizeGreaterThan(1);
                names.forEach(name -> files.add(Arguments.of(kind, name)));
            }
        }
        return files.build();
    }

    @ParameterizedTest
    @MethodSource("read")
    <T> void anOldMessageIsReadAsItWas(GoldenKind<T> kind, String name) throws IOException {
        Path json = GOLDEN.resolve(kind.folder()).resolve(name);
        GoldenKind.Fields fields =
                new GoldenKind.Fields(Files.readAllLines(json.resolveSibling(name.replace(".json", ".txt"))));
        T expected = kind.expected().apply(fields);
        assertThat(fields.left()).as("what is no field of a " + kind).isEmpty();

        Decoded<T> decoded = kind.decode().apply(Files.readAllBytes(json));

        assertThat(decoded).isEqualTo(new Decoded.Accepted<>(expected));
    }

    @ParameterizedTest
    @MethodSource("written")
    <T> void aMessageIsWrittenAsItWas(GoldenKind<T> kind, String name) throws IOException {
        Path json = GOLDEN.resolve(kind.folder()).resolve(name);
        GoldenKind.Fields fields =
                new GoldenKind.Fields(Files.readAllLines(json.resolveSibling(name.replace(".json", ".txt"))));

        byte[] encoded = kind.encode().apply(kind.expected().apply(fields));

        assertThat(new String(encoded, UTF_8)).isEqualTo(Files.readString(json).stripTrailing());
    }
}
