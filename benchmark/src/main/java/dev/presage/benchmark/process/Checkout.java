package dev.presage.benchmark.process;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where things are in the checkout that this benchmark was built in.
 *
 * @param root its top level
 */
public record Checkout(Path root) {
    /** The checkout that this class's jar or class folder lies in, three levels up: {@code benchmark/target/benchmark.jar}. */
    public static Checkout own() {
        try {
            Path code = Path.of(Checkout.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return new Checkout(code.resolve("../../..").normalize());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the benchmark can't tell where its own jar is", e);
        }
    }

    /** The sample models. */
    public Path models() {
        return root.resolve("models");
    }

    /** Where sections of the page are written. */
    public Path sections() {
        return root.resolve("docs/performance");
    }

    /**
     * The program that a module makes.
     *
     * @throws BenchmarkException if the module has not been built
     */
    public Path jar(String module) throws BenchmarkException {
        Path jar = root.resolve(module).resolve("target").resolve(module + ".jar");
        if (!Files.exists(jar)) {
            throw new BenchmarkException(jar + " is not there; `make build` makes it");
        }
        return jar;
    }
}
