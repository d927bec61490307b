package dev.presage.benchmark;

import dev.presage.benchmark.parts.Inference;
import dev.presage.benchmark.process.BenchmarkException;
import dev.presage.benchmark.process.Checkout;
import dev.presage.benchmark.report.Environment;
import dev.presage.benchmark.report.PartsSection;
import dev.presage.benchmark.report.PartsSection.Part;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code benchmark.jar parts}: what each part of the work takes by itself. */
@Command(
        name = "parts",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = "Measures reading, writing, features, inference and metrics by themselves.")
final class PartsCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "PATTERN",
            defaultValue = ".*",
            description = "Which ones, such as Messages.decode; all by default.")
    private String pattern = ".*";

    @Option(names = "--iterations", defaultValue = "3", description = "Of 1 s each (default: ${DEFAULT-VALUE}).")
    private int iterations;

    @Option(names = "--forks", defaultValue = "2", description = "Processes for each (default: ${DEFAULT-VALUE}).")
    private int forks;

    @Option(names = "--output", paramLabel = "FOLDER", description = "Default: docs/performance.")
    private @Nullable Path output;

    @Override
    public Integer call() throws BenchmarkException, InterruptedException {
        Environment environment = Environment.now();
        List<Part> parts = new ArrayList<>();
        for (RunResult result : run()) {
            parts.add(part(result));
        }
        new Publication(output == null ? Checkout.own().sections() : output)
                .publish(PartsSection.NAME, new PartsSection(environment, parts));
        return 0;
    }

    private Collection<RunResult> run() throws BenchmarkException {
        try {
            return new Runner(new OptionsBuilder()
                            .include("dev\\.presage\\.benchmark\\.parts\\." + pattern)
                            .warmupIterations(iterations)
                            .warmupTime(TimeValue.seconds(1))
                            .measurementIterations(iterations)
                            .measurementTime(TimeValue.seconds(1))
                            .forks(forks)
                            .shouldFailOnError(true)
                            .build())
                    .run();
        } catch (RunnerException e) {
            throw new BenchmarkException("the parts can't be measured: " + e.getMessage(), e);
        }
    }

    private static Part part(RunResult result) {
        BenchmarkParams params = result.getParams();
        List<String> parameters = new ArrayList<>();
        for (String key : params.getParamsKeys()) {
            parameters.add(key + "=" + params.getParam(key));
        }
        String name = params.getBenchmark();
        int rows = name.contains(Inference.class.getSimpleName()) ? Integer.parseInt(params.getParam("rows")) : 1;
        Result<?> score = result.getPrimaryResult();
        return new Part(
                name.substring(name.lastIndexOf('.') + 1),
                String.join(", ", parameters),
                score.getScore() / rows,
                score.getScoreError() / rows);
    }
}
