package dev.presage.benchmark.report;

import dev.presage.benchmark.measure.Contender;
import dev.presage.benchmark.measure.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Compares runs with others of the same round, the bare loop's as a rule. */
public final class Ratios {
    private final List<Run> runs;

    /** @param runs of the same case, threads and settings */
    public Ratios(List<Run> runs) {
        this.runs = List.copyOf(runs);
    }

    /** A figure of one contender. */
    public Optional<Spread> figure(String contender, ToDoubleFunction<Run> figure) {
        return spread(of(contender).stream().map(figure::applyAsDouble).toList());
    }

    /** A figure of one contender over the bare loop's, round by round; empty without a round that has both. */
    public Optional<Spread> toBare(String contender, ToDoubleFunction<Run> figure) {
        return byRound(of(contender), of(Contender.BARE.label()), figure);
    }

    /** A figure of one contender over its own in other runs, round by round; empty without a round that has both. */
    Optional<Spread> over(List<Run> others, String contender, ToDoubleFunction<Run> figure) {
        return byRound(of(contender), new Ratios(others).of(contender), figure);
    }

    private static Optional<Spread> byRound(List<Run> runs, List<Run> others, ToDoubleFunction<Run> figure) {
        List<Double> ratios = new ArrayList<>();
        for (Run run : runs) {
            others.stream()
                    .filter(other -> other.round() == run.round())
                    .findFirst()
                    .ifPresent(other -> ratios.add(figure.applyAsDouble(run) / figure.applyAsDouble(other)));
        }
        return spread(ratios);
    }

    private List<Run> of(String contender) {
        return runs.stream().filter(run -> run.contender().equals(contender)).toList();
    }

    private static Optional<Spread> spread(List<Double> values) {
        return values.isEmpty() ? Optional.empty() : Optional.of(Spread.of(values));
    }
}
