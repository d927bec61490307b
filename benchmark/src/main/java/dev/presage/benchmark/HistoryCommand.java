package dev.presage.benchmark;

import dev.presage.benchmark.evaluate.Reader;
import dev.presage.benchmark.process.BenchmarkException;
import dev.presage.benchmark.process.Checkout;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmark.jar history}: what {@code benchmark.jar evaluator} judges, to be judged by something else. */
@Command(
        name = "history",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description =
                "Publishes predictions on a broker of its own, says with which options an evaluator judges them, and keeps"
                        + " them until Ctrl-C. For tools/compare-engines.sh.")
final class HistoryCommand implements Callable<Integer> {
    @Option(
            names = "--predictions",
            defaultValue = "1000000",
            description = "How many; a multiple of two for each ticker and day (default: ${DEFAULT-VALUE}).")
    private long predictions;

    @Mixin
    private HistoryOptions options = new HistoryOptions();

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws BenchmarkException, InterruptedException {
        Checkout checkout = Checkout.own();
        try (PublishedHistory published =
                PublishedHistory.publish(checkout, options.questions().of(predictions), options.partitions())) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(published.line());
            out.println(String.join(
                    " ",
                    Reader.evaluatorOptions(
                            checkout,
                            published.history(),
                            published.stage().broker().bootstrapServers())));
            out.flush();
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
