package dev.presage.benchmark.report;

import dev.presage.benchmark.latency.Point;
import dev.presage.benchmark.measure.Contender;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What {@code latency} measured.
 *
 * @param environment where and when
 * @param setup how
 * @param rounds at one rate, beside each other
 * @param ramp at rising rates, until no more goes through
 */
public record LatencySection(Environment environment, Setup setup, List<Point> rounds, List<Point> ramp) {
    /** The name of its file. */
    public static final String NAME = "latency";

    /**
     * How it was measured.
     *
     * @param asked the case's name
     * @param perSecond requests, in the rounds
     * @param warmUpSeconds before what counts
     * @param seconds that count
     * @param rampSeconds that count of each rate of the ramp
     */
    public record Setup(String asked, int perSecond, long warmUpSeconds, long seconds, long rampSeconds) {}

    public LatencySection {
        rounds = List.copyOf(rounds);
        ramp = List.copyOf(ramp);
    }

    /** A figure of one contender, over the rounds. */
    public Optional<Spread> figure(String contender, ToDoubleFunction<Point> figure) {
        List<Double> values = rounds.stream()
                .filter(point -> point.contender().equals(contender))
                .map(figure::applyAsDouble)
                .toList();
        return values.isEmpty() ? Optional.empty() : Optional.of(Spread.of(values));
    }

    /** A figure of the worker over the pass-through's of the same round, in the median. */
    public Optional<Double> ratio(ToDoubleFunction<Point> figure) {
        List<Double> ratios = new ArrayList<>();
        for (Point worker : rounds) {
            for (Point other : rounds) {
                if (worker.contender().equals(Contender.WORKER.label())
                        && other.contender().equals(Contender.PASS_THROUGH.label())
                        && worker.round() == other.round()) {
                    ratios.add(figure.applyAsDouble(worker) / figure.applyAsDouble(other));
                }
            }
        }
        return ratios.isEmpty()
                ? Optional.empty()
                : Optional.of(Spread.of(ratios).median());
    }

    /** The profiles of the ramp. */
    public List<String> profiles() {
        return ramp.stream().map(Point::profile).distinct().toList();
    }

    /** The points of one profile, by rate. */
    public List<Point> ramp(String profile) {
        return ramp.stream().filter(point -> point.profile().equals(profile)).toList();
    }

    /** The highest rate that a profile kept up with; empty if there was none. */
    public Optional<Point> lastKept(String profile) {
        return ramp(profile).stream().filter(point -> !point.isSaturated()).max(Comparator.comparing(Point::perSecond));
    }

    /** A sentence on where the curve of a profile bends. */
    public String knee(String profile) {
        Optional<Point> kept = lastKept(profile);
        Optional<Point> lost = ramp(profile).stream().filter(Point::isSaturated).findFirst();
        String where = kept.map(point -> String.format(
                        Locale.ROOT,
                        "keeps up with %,.0f requests a second (p99 %.0f ms)",
                        point.perSecond(),
                        point.p99()))
                .orElse("keeps up with none of these rates");
        String then = lost.map(point -> String.format(Locale.ROOT, "; the knee is before %,.0f", point.perSecond()))
                .orElse("; the knee was not reached");
        return "`" + profile + "` " + where + then + ".";
    }
}
