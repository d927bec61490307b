package dev.presage.process;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where things are in the checkout that this was built in.
 *
 * @param root its top level
 */
public record Checkout(Path root) {
    /** The checkout that this class's jar or class folder lies in. */
    public static Checkout own() {
        try {
            Path code = Path.of(Checkout.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            for (Path folder = code; folder != null; folder = folder.getParent()) {
                if (Files.exists(folder.resolve("docker-compose.yml"))) {
                    return new Checkout(folder);
                }
            }
            throw new IllegalStateException("no folder above " + code + " has a docker-compose.yml");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("can't tell where the checkout is", e);
        }
    }

    /** The sample models. */
    public Path models() {
        return root.resolve("models");
    }

    /** The program that a module makes; throws if the module has not been packaged. */
    public Path jar(String module) {
        Path jar = root.resolve(module).resolve("target").resolve(module + ".jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is not built; expected after the package phase");
        }
        return jar;
    }

    /** A program of the monitoring, by any of its names: what {@code make tools} fetched, else what is on the PATH. */
    public Optional<Path> program(String... names) {
        String path = System.getenv("PATH");
        return Stream.concat(
                        Stream.of(root.resolve(".tools/bin")),
                        Stream.of((path == null ? "" : path).split(File.pathSeparator))
                                .filter(folder -> !folder.isEmpty())
                                .map(Path::of))
                .flatMap(folder -> Stream.of(names).map(folder::resolve))
                .filter(Files::isExecutable)
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
