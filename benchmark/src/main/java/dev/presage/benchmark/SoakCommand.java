package dev.presage.benchmark;

import dev.presage.benchmark.load.Case;
import dev.presage.benchmark.load.Loader;
import dev.presage.benchmark.load.Topics;
import dev.presage.benchmark.measure.Contender;
import dev.presage.benchmark.measure.Entry;
import dev.presage.benchmark.measure.Soak;
import dev.presage.benchmark.measure.Soak.Course;
import dev.presage.benchmark.process.BenchmarkException;
import dev.presage.benchmark.process.Checkout;
import dev.presage.benchmark.report.Environment;
import dev.presage.benchmark.report.SoakSection;
import dev.presage.benchmark.report.SoakSection.Sample;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code benchmark.jar soak}: whether a worker's memory grows with its work. */
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = "Has one worker answer many requests, and watches its memory.")
final class SoakCommand implements Callable<Integer> {
    private static final Duration STALL = Duration.ofMinutes(2);

    @Mixin
    private LoadOptions load = new LoadOptions();

    @Option(names = "--case", defaultValue = "mlp", description = "cached, mlp or trees (default: ${DEFAULT-VALUE}).")
    private Case asked = Case.MLP;

    @Option(names = "--chunk", defaultValue = "5000000", description = "Requests loaded at once.")
    private long chunk;

    @Option(names = "--chunks", defaultValue = "10", description = "How many of them (default: ${DEFAULT-VALUE}).")
    private int chunks;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws BenchmarkException, InterruptedException {
        Environment environment = Environment.now();
        Checkout checkout = Checkout.own();
        List<Sample> samples;
        try (Stage stage = Stage.open(checkout)) {
            Topics topics = stage.topics(load.partitions());
            topics.renewInputs();
            topics.renewOutputs();
            Loader loader = stage.loader(topics, load.market());
            loader.loadBars();
            Entry entry = Entry.single(Contender.WORKER, load.jvm(), load.environment());
            samples = new Soak(stage.broker(), topics, loader)
                    .run(stage.drain(), entry, asked, new Course(chunk, chunks, STALL));
        }
        SoakSection section = new SoakSection(environment, asked.label(), chunk * chunks, samples);
        spec.commandLine()
                .getOut()
                .printf(
                        "RSS in MB: %d after the first chunk, %d at the end, %d at most%n",
                        section.bytesAfter(chunk) / 1_000_000,
                        section.bytesAtEnd() / 1_000_000,
                        section.maxBytes() / 1_000_000);
        new Publication(load.output(checkout.sections())).publish(SoakSection.NAME, section);
        return 0;
    }
}
