package dev.presage.benchmark.report;

import dev.presage.benchmark.measure.Contender;
import dev.presage.benchmark.measure.Run;
import java.util.List;
import java.util.Optional;

/**
 * What {@code growth} measured: whether a record costs the same however many there are of everything.
 *
 * @param environment where and when
 * @param asked the case's name
 * @param warmUp requests before those that count
 * @param points what came out; the first of a dimension is what the others of it are compared with
 */
public record GrowthSection(Environment environment, String asked, long warmUp, List<Point> points) {
    /** The name of its file. */
    public static final String NAME = "growth";

    /**
     * Some rounds at one size. In a round all sizes of a dimension take their turns.
     *
     * @param dimension of what there is more or less: tickers, partitions or records
     * @param size how many
     * @param runs of the contenders
     */
    public record Point(String dimension, long size, List<Run> runs) {
        public Point {
            runs = List.copyOf(runs);
        }

        private List<Run> of(Contender contender) {
            return runs.stream()
                    .filter(run -> run.contender().equals(contender.label()))
                    .toList();
        }
    }

    public GrowthSection {
        points = List.copyOf(points);
    }

    /** What a record costs a contender at this size over what it costs at the dimension's first, round by round. */
    Optional<Spread> growth(Point point, Contender contender) {
        return Ratios.byRound(point.of(contender), first(point.dimension()).of(contender), Run::cpuPerMillion);
    }

    /** Whether others are compared with it. */
    boolean isFirst(Point point) {
        return point.equals(first(point.dimension()));
    }

    /** What others of a dimension are compared with. */
    Point first(String dimension) {
        return points.stream()
                .filter(point -> point.dimension().equals(dimension))
                .findFirst()
                .orElseThrow();
    }
}
