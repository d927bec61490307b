package dev.presage.evaluator.spark;

import dev.presage.process.ChildProcess;
import dev.presage.process.EvaluatorProcess.Ended;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code spark-submit spark-evaluator.jar} as a process of its own, of a Spark that is put together from Maven's jars. */
final class SparkSubmit {
    private static final Path MODULE = Path.of("").toAbsolutePath();

    private final Path directory;
    private final Map<String, String> environment;
    private final Path jars;

    SparkSubmit(Path directory, Map<String, String> environment) throws IOException {
        this.directory = directory;
        Path home = Files.createTempDirectory(directory, "spark-");
        this.environment = new HashMap<>(environment);
        this.environment.put("SPARK_HOME", home.toString());
        this.environment.put("SPARK_SCALA_VERSION", "2.13");
        this.environment.put("SPARK_LOCAL_IP", "127.0.0.1");
        this.jars = Files.createDirectory(home.resolve("jars"));
        Path[] ofMaven = Pattern.compile(File.pathSeparator)
                .splitAsStream(Files.readString(MODULE.resolve("target/spark.classpath")))
                .map(Path::of)
                .toArray(Path[]::new);
        for (Path jar : ofMaven) {
            Files.createSymbolicLink(jars.resolve(jar.getFileName()), jar);
        }
    }

    /**
     * Runs it to its end.
     *
     * @param master such as {@code local[*]}; whose tasks are five, if there are as many records
     */
    Ended run(String master, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx1g"));
        line.add("-Dlog4j2.configurationFile=" + MODULE.resolve("log4j2.properties"));
        line.addAll(List.of("-cp", jars.resolve("*").toString()));
        line.addAll(List.of("org.apache.spark.deploy.SparkSubmit", "--master", master));
        line.addAll(List.of("--class", SparkEvaluator.class.getName(), "--jars", libraries()));
        line.addAll(List.of("--conf", "spark.ui.enabled=false", "--conf", "spark.default.parallelism=5"));
        line.addAll(List.of("--conf", "spark.executor.memory=512m"));
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
