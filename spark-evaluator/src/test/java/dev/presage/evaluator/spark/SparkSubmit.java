package dev.presage.evaluator.spark;

import dev.presage.process.ChildProcess;
import dev.presage.process.EvaluatorProcess.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code spark-submit spark-evaluator.jar} as a process of its own: Spark's own program for it, with the libraries of Spark alone. */
final class SparkSubmit {
    private static final Path MODULE = Path.of("").toAbsolutePath();

    private final Path directory;
    private final Map<String, String> environment;

    SparkSubmit(Path directory, Map<String, String> environment) {
        this.directory = directory;
        this.environment = new HashMap<>(environment);
        this.environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    }

    /**
     * Runs it to its end.
     *
     * @param master such as {@code local[*]}
     */
    Ended run(String master, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx1g"));
        line.add("-Dlog4j2.configurationFile=" + MODULE.resolve("log4j2.properties"));
        line.addAll(List.of("-cp", Files.readString(MODULE.resolve("target/spark.classpath"))));
        line.addAll(List.of("org.apache.spark.deploy.SparkSubmit", "--master", master));
        line.addAll(List.of("--class", SparkEvaluator.class.getName(), "--jars", libraries()));
        line.addAll(List.of("--conf", "spark.ui.enabled=false"));
        line.add(MODULE.resolve("target/spark-evaluator.jar").toString());
        line.addAll(List.of(arguments));
        try (ChildProcess process = ChildProcess.start("spark-submit", directory, environment, line)) {
            return new Ended(process.awaitExit(), process.stdout(), process.stderr());
        }
    }

    private static String libraries() throws IOException {
        try (Stream<Path> libraries = Files.list(MODULE.resolve("target/lib"))) {
            return libraries.map(Path::toString).sorted().collect(Collectors.joining(","));
        }
    }
}
