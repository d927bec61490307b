package dev.presage.benchmark.report;

import dev.presage.benchmark.process.BenchmarkException;
import java.util.List;
import java.util.Optional;

/** {@code docs/performance.md}: made of the sections' files, and of what a person wrote about them. */
public final class Page {
    private final SectionFile sections;

    public Page(SectionFile sections) {
        this.sections = sections;
    }

    /** Writes it beside the folder of the sections, over the one before. */
    public void write() throws BenchmarkException {
        Measured measured = Measured.read(sections);
        Optional<String> chart = measured.latency().isPresent()
                        && !measured.latency().get().ramp().isEmpty()
                ? Optional.of(
                        LatencyChart.write(sections.folder(), measured.latency().get()))
                : Optional.empty();
        String folder = String.valueOf(sections.folder().toAbsolutePath().getFileName());
        StringBuilder text = new StringBuilder();
        text.append("# Performance\n\n")
                .append("<!-- Made by `make bench` and `make bench-evaluator` (benchmark.jar) from ")
                .append(folder)
                .append("/: edit the program, or findings.md there, not this page. -->\n\n")
                .append("What a prediction costs beside the least that it can: a plain loop that reads requests and")
                .append(" writes the same bytes, exactly once. Ratios are what to look at: they hold on another")
                .append(" machine, records a second do not.\n\n");
        text.append("## Goals\n\n").append(Goals.table(measured)).append('\n');
        sections.findings().ifPresent(findings -> text.append(findings).append('\n'));
        List.of(
                        measured.throughput().map(section -> ThroughputText.of("What a prediction costs", section)),
                        measured.steady().map(section -> ThroughputText.of("The same after a long warm-up", section)),
                        measured.parts().map(PartsText::of),
                        measured.latency()
                                .map(section -> LatencyText.of(section, chart.map(file -> folder + "/" + file))),
                        measured.scaling().map(ScalingText::of),
                        Optional.of(measured.growth())
                                .filter(sizes -> !sizes.isEmpty())
                                .map(GrowthText::of),
                        measured.soak().map(SoakText::of),
                        measured.start().map(StartText::of),
                        measured.evaluator().map(EvaluatorText::of))
                .forEach(section -> section.ifPresent(text::append));
        text.append(Method.TEXT);
        SectionFile.replace(sections.folder().toAbsolutePath().resolveSibling(folder + ".md"), text.toString());
    }
}
