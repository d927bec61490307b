package dev.presage.demo;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where things are in the checkout that this demo was built in.
 *
 * @param root its top level
 */
record Repository(Path root) {
    /** The checkout that this class's jar or class folder lies in, three levels up: {@code demo/target/demo.jar}. */
    static Repository own() {
        try {
            Path code = Path.of(Repository.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path root = code.resolve("../../..").normalize();
            return new Repository(root);
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the demo can't tell where its own jar is", e);
        }
    }

    Path bars() {
        return root.resolve("data/daily-bars.csv");
    }

    Path models() {
        return root.resolve("models");
    }

    Path workerJar() {
        return root.resolve("worker/target/worker.jar");
    }

    Path evaluatorJar() {
        return root.resolve("batch-evaluator/target/batch-evaluator.jar");
    }

    Path prometheusConfig() {
        return root.resolve("prometheus.yml");
    }

    Path alertmanagerConfig() {
        return root.resolve("alerts/alertmanager.yml");
    }

    Path alertRules() {
        return root.resolve("alerts/rules");
    }

    /** Says what has not been built, if anything. */
    void requireBuilt() throws DemoException {
        List<Path> absent = Stream.of(bars(), models(), workerJar(), evaluatorJar())
                .filter(file -> !Files.exists(file))
                .toList();
        if (!absent.isEmpty()) {
            throw new DemoException(
                    absent.get(0) + " is not there; build first, with ./mvnw package -DskipTests in " + root);
        }
    }

    /** A program of the monitoring: what `make tools` fetched, else what is on the PATH. */
    Optional<Path> program(String name) {
        String path = System.getenv("PATH");
        return Stream.concat(
                        Stream.of(root.resolve(".tools/bin")),
                        Stream.of((path == null ? "" : path).split(File.pathSeparator))
                                .filter(folder -> !folder.isEmpty())
                                .map(Path::of))
                .map(folder -> folder.resolve(name))
                .filter(Files::isExecutable)
                .filter(Files::isRegularFile)
                .findFirst();
    }
}
