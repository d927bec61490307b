package dev.presage.benchmark;

import dev.presage.benchmark.process.BenchmarkException;
import dev.presage.benchmark.process.Checkout;
import dev.presage.benchmark.report.Page;
import dev.presage.benchmark.report.SectionFile;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code benchmark.jar page}: the page anew, from what has been measured before. */
@Command(
        name = "page",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = "Writes docs/performance.md anew without measuring.")
final class PageCommand implements Callable<Integer> {
    @Option(names = "--output", paramLabel = "FOLDER", description = "Of the sections; default: docs/performance.")
    private @Nullable Path output;

    @Override
    public Integer call() throws BenchmarkException {
        new Page(new SectionFile(output == null ? Checkout.own().sections() : output)).write();
        return 0;
    }
}
