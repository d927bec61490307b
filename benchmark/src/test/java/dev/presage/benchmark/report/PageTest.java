package dev.presage.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.benchmark.evaluate.HeapUse;
import dev.presage.benchmark.evaluate.Reading;
import dev.presage.benchmark.latency.Point;
import dev.presage.benchmark.measure.Run;
import dev.presage.benchmark.report.GrowthSection.Dimension;
import dev.presage.benchmark.report.ScalingSection.Layout;
import dev.presage.benchmark.report.ScalingSection.Trial;
import dev.presage.benchmark.report.ThroughputSection.Setup;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PageTest {
    @TempDir
    private Path docs;

    @Test
    void saysWhichGoalsAreMetAndWhichNobodyHasLookedAt() throws Exception {
        String page = page(throughput(0.05, 2.0, 2.0));

        assertThat(page)
                .containsPattern(
                        "answer from the cache +\\| +at most 2.20 \\| +at most 1.80 \\| +2.00 \\| +met, aim not \\|")
                .containsPattern("100 boosted trees +\\| .* not measured \\|");
    }

    @Test
    void aRatioBeyondItsBoundIsNotMet() throws Exception {
        assertThat(page(throughput(0.05, 2.3, 2.3))).containsPattern("answer from the cache .* 2.30 \\| +not met \\|");
    }

    @Test
    void saysThatAMachineWasBusyBefore() throws Exception {
        assertThat(page(throughput(0.05, 2, 2))).doesNotContain("Noisy");
        assertThat(page(throughput(0.2, 2, 2))).contains("Noisy: the machine was not idle before");
    }

    @Test
    void saysThatRoundsLieFarApart() throws Exception {
        assertThat(page(throughput(0.05, 2.0, 2.5))).contains("Noisy: CPU ratios of the rounds lie 22 % apart");
    }

    @Test
    void expectsNoMoreOfTwoThreadsThanTheProcessorsCanPayFor() throws Exception {
        // one thread: 500,000 records/s, 2 + 0.5 CPU-s per million
        Run one = RatiosTest.run("worker", 1, 2);
        Run two = new Run("worker", 1, 1_000_000, 1.25, 2, 0.5, 400_000_000, 0);
        SectionFile sections = new SectionFile(docs.resolve("performance"));
        sections.write(
                ScalingSection.NAME,
                new ScalingSection(
                        environment(0.05),
                        2,
                        2_500_000,
                        1_000_000,
                        List.of(new Trial("mlp", new Layout(1, 1), one), new Trial("mlp", new Layout(1, 2), two))));
        new Page(sections).write();

        assertThat(Files.readString(docs.resolve("performance.md")))
                .containsPattern("mlp +\\| +1 \\| +1 \\| +500,000 \\| +\\| +1.00 .* \\| +2.00 \\| +0.50 \\|")
                .containsPattern("mlp +\\| +1 \\| +2 \\| +800,000 \\| +800,000 \\| +1.60 \\(1.60 to 1.60\\) \\|")
                .containsPattern("two threads over one, MLP .* 1.60 \\| +met \\|");
    }

    @Test
    void comparesEachSizeWithTheFirstOfTheSameRound() throws Exception {
        // the second round was twice as dear for all
        List<Run> few = List.of(
                RatiosTest.run("bare", 1, 1),
                RatiosTest.run("worker", 1, 2),
                RatiosTest.run("bare", 2, 2),
                RatiosTest.run("worker", 2, 4));
        List<Run> many = List.of(
                RatiosTest.run("bare", 1, 1.1),
                RatiosTest.run("worker", 1, 2.4),
                RatiosTest.run("bare", 2, 2.2),
                RatiosTest.run("worker", 2, 4.8));
        SectionFile sections = new SectionFile(docs.resolve("performance"));
        sections.write(
                Dimension.TICKERS.section(),
                growth(Dimension.TICKERS, new GrowthSection.Point(10, few), new GrowthSection.Point(10_000, many)));
        sections.write(Dimension.RECORDS.section(), growth(Dimension.RECORDS, new GrowthSection.Point(1, many)));
        new Page(sections).write();

        assertThat(Files.readString(docs.resolve("performance.md")))
                .containsPattern(
                        "(?s)### More tickers.*2,000,000 requests after 5,000,000 to warm up.*### More records")
                .containsPattern("\n\\| 10 +\\| +3.00 \\(2.00 to 4.00\\) \\| +\\|")
                .containsPattern(
                        "\n\\| 10,000 +\\| +3.60 [^|]*\\| +1.20 \\(1.20 to 1.20\\) .* 1.10 \\(1.10 to 1.10\\) \\|")
                .containsPattern("the last 2,000,000 requests of a topic")
                .containsPattern("cost per record, 10,000 tickers over 10 +\\| +at most 1.10 .* 1.20 \\| +not met \\|")
                .doesNotContain("1 records over");
    }

    @Test
    void tellsWhatAPersonFound() throws Exception {
        Files.createDirectories(docs.resolve("performance"));
        Files.writeString(docs.resolve("performance/findings.md"), "## What stands in the way\n\nThis and that.\n");

        assertThat(page(throughput(0.05, 2, 2)))
                .containsPattern("(?s)## Goals.*## What stands in the way\n\nThis and that.\n\n## What a prediction");
    }

    @Test
    void leavesNoHalfWrittenFile() throws Exception {
        String unused = page(throughput(0.05, 2, 2));

        try (var files = Files.list(docs.resolve("performance"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactly("throughput.json");
        }
    }

    @Test
    void namesTheKneeAndDrawsIt() throws Exception {
        LatencySection section = new LatencySection(
                environment(0.05),
                new LatencySection.Setup("cached", 1000, 20, 30, 10),
                List.of(point("pass-through", 1000, 10), point("worker", 1000, 11)),
                List.of(point("worker", 1000, 10), point("worker", 50_000, 40), point("worker", 100_000, 4000)));
        SectionFile sections = new SectionFile(docs.resolve("performance"));
        sections.write(LatencySection.NAME, section);
        new Page(sections).write();

        assertThat(Files.readString(docs.resolve("performance.md")))
                .contains("keeps up with 50,000 requests a second (p99 40 ms); the knee is before 100,000.")
                .containsPattern("p99 over Streams .* 1.10 \\| +met \\|")
                .contains("![Latency against load](performance/latency.svg)");
        assertThat(docs.resolve("performance/latency.svg"))
                .content()
                .startsWith("<?xml")
                .contains("<svg")
                .endsWith("</svg>\n");
    }

    @Test
    void tellsWhatTheEvaluatorCostsBesideTheBareScanAndWhetherThatGrows() throws Exception {
        // the second round was twice as dear for all
        List<Reading> few = List.of(
                reading("bare", 1, 2), reading("evaluator", 1, 4), reading("bare", 2, 4), reading("evaluator", 2, 8));
        List<Reading> many = List.of(
                reading("bare", 1, 3), reading("evaluator", 1, 5), reading("bare", 2, 6), reading("evaluator", 2, 10));
        SectionFile sections = new SectionFile(docs.resolve("performance"));
        sections.write(
                EvaluatorSection.NAME,
                new EvaluatorSection(
                        environment(0.05),
                        new EvaluatorSection.Setup(10, 3, 60, 250, 6, 0, List.of("-Xmx512m")),
                        List.of(
                                new EvaluatorSection.Point(1_000_000, few),
                                new EvaluatorSection.Point(2_000_000, many))));
        new Page(sections).write();

        assertThat(Files.readString(docs.resolve("performance.md")))
                .containsPattern("\\n\\| 1,000,000 +\\| +evaluator \\| +6.00 [^|]*\\| +2.00 \\(2.00 to 2.00\\) ")
                .containsPattern(
                        "\\n\\| 2,000,000 +\\| +7.50 [^|]*\\| +1.25 \\(1.25 to 1.25\\) \\| +1.50 \\(1.00 to 2.00\\)")
                .containsPattern(
                        "plain read, most predictions +\\| +at most 2.30 \\| +at most 1.60 \\| +1.67 \\| +met, aim not")
                .containsPattern("heap at most used, MB +\\| +at most 512 \\| +\\| +300 \\| +met")
                .containsPattern(
                        "cost per prediction, most over fewest +\\| +at most 1.10 \\| +\\| +1.25 \\| +not met");
    }

    private static Reading reading(String reader, int round, double cpuSeconds) {
        return new Reading(RatiosTest.run(reader, round, cpuSeconds), new HeapUse(300_000_000, 100_000_000, 0.5));
    }

    private String page(ThroughputSection section) throws Exception {
        SectionFile sections = new SectionFile(docs.resolve("performance"));
        sections.write(ThroughputSection.NAME, section);
        new Page(sections).write();
        return Files.readString(docs.resolve("performance.md"));
    }

    private static ThroughputSection throughput(double busyBefore, double firstRatio, double secondRatio) {
        return new ThroughputSection(
                environment(busyBefore),
                new Setup(2_500_000, 3_000_000, 1_000_000, 100, 6, "", List.of()),
                List.of(new ThroughputSection.Trial(
                        "cached",
                        List.of(
                                RatiosTest.run("bare", 1, 1),
                                RatiosTest.run("worker", 1, firstRatio),
                                RatiosTest.run("bare", 2, 1),
                                RatiosTest.run("worker", 2, secondRatio)))));
    }

    private static GrowthSection growth(Dimension dimension, GrowthSection.Point... points) {
        return new GrowthSection(environment(0.05), "cached", dimension, 5_000_000, 2_000_000, List.of(points));
    }

    private static Environment environment(double busyBefore) {
        return new Environment("2026-01-05T00:00:00Z", "2 x some", 8L << 30, "Linux", "17", "4.3.1", busyBefore);
    }

    private static Point point(String contender, double perSecond, double p99) {
        return new Point(contender, "latency", 1, perSecond, perSecond, p99 / 2, p99, p99 * 2, p99 * 3);
    }
}
