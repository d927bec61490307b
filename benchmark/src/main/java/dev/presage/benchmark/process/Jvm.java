package dev.presage.benchmark.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The Java that runs what is measured.
 *
 * @param home of the JDK
 * @param options of the virtual machine, such as {@code -Xmx1g}; none for what a user gets who gives none
 */
public record Jvm(Path home, List<String> options) {
    public Jvm {
        options = List.copyOf(options);
    }

    /** The Java that runs this, without options. */
    public static Jvm own() {
        return new Jvm(Path.of(System.getProperty("java.home")), List.of());
    }

    /** The same with more options. */
    public Jvm with(String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new Jvm(home, all);
    }

    /** The command that runs a jar. */
    public List<String> command(Path jar, String... arguments) {
        List<String> line = new ArrayList<>();
        line.add(home.resolve("bin/java").toString());
        line.addAll(options);
        line.addAll(List.of("-jar", jar.toString()));
        line.addAll(List.of(arguments));
        return line;
    }

    /** What the JDK's file {@code release} says its version is, such as 17.0.15. */
    public String version() throws BenchmarkException {
        Path release = home.resolve("release");
        try {
            return Files.readAllLines(release, UTF_8).stream()
                    .filter(line -> line.startsWith("JAVA_VERSION="))
                    .findFirst()
                    .map(line -> line.replaceAll("JAVA_VERSION=|\"", ""))
                    .orElseThrow(() -> new BenchmarkException(release + " names no JAVA_VERSION"));
        } catch (IOException e) {
            throw new BenchmarkException(home + " is no JDK: " + e, e);
        }
    }

    /** The first number of its version, such as 17. */
    public int feature() throws BenchmarkException {
        return Integer.parseInt(version().replaceAll("[^0-9].*", ""));
    }
}
