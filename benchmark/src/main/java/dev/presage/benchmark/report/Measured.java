package dev.presage.benchmark.report;

import dev.presage.benchmark.process.BenchmarkException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All sections that have been measured. */
record Measured(
        Optional<ThroughputSection> throughput,
        Optional<ThroughputSection> steady,
        Optional<PartsSection> parts,
        Optional<LatencySection> latency,
        Optional<ScalingSection> scaling,
        List<GrowthSection> growth,
        Optional<SoakSection> soak,
        Optional<StartSection> start,
        Optional<EvaluatorSection> evaluator) {
    static Measured read(SectionFile sections) throws BenchmarkException {
        return new Measured(
                sections.read(ThroughputSection.NAME, ThroughputSection.class),
                sections.read(ThroughputSection.STEADY, ThroughputSection.class),
                sections.read(PartsSection.NAME, PartsSection.class),
                sections.read(LatencySection.NAME, LatencySection.class),
                sections.read(ScalingSection.NAME, ScalingSection.class),
                growth(sections),
                sections.read(SoakSection.NAME, SoakSection.class),
                sections.read(StartSection.NAME, StartSection.class),
                sections.read(EvaluatorSection.NAME, EvaluatorSection.class));
    }

    private static List<GrowthSection> growth(SectionFile sections) throws BenchmarkException {
        List<GrowthSection> growth = new ArrayList<>();
        for (GrowthSection.Dimension dimension : GrowthSection.Dimension.values()) {
            sections.read(dimension.section(), GrowthSection.class).ifPresent(growth::add);
        }
        return growth;
    }
}
