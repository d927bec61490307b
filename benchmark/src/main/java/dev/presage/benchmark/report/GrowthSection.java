package dev.presage.benchmark.report;

import dev.presage.benchmark.measure.Contender;
import dev.presage.benchmark.measure.Run;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code growth} measured: whether a record costs the same however many there are of something.
 *
 * @param environment where and when
 * @param asked the case's name
 * @param dimension of what there is more or less
 * @param warmUp requests before those that count; not used where records grow: all others of the topic
 * @param records requests that count, the last ones
 * @param points what came out; the first is what the others are compared with
 */
public record GrowthSection(
        Environment environment, String asked, Dimension dimension, long warmUp, long records, List<Point> points) {
    /** Of what there can be more or less. */
    public enum Dimension {
        TICKERS,
        PARTITIONS,
        /** How long a topic is. */
        RECORDS;

        /** The name of its section's file. */
        public String section() {
            return "growth-" + this;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Some rounds at one size. In a round all sizes take their turns.
     *
     * @param size how many
     * @param runs of the contenders
     */
    public record Point(long size, List<Run> runs) {
        public Point {
            runs = List.copyOf(runs);
        }
    }

    public GrowthSection {
        points = List.copyOf(points);
    }

    /** What the others are compared with. */
    Point first() {
        return points.get(0);
    }

    /** The sizes that are compared with the first. */
    List<Point> others() {
        return points.subList(1, points.size());
    }

    /** What a record costs a contender at this size over what it costs at the first, round by round. */
    Optional<Spread> growth(Point point, Contender contender) {
        return new Ratios(point.runs()).over(first().runs(), contender.label(), Run::cpuPerMillion);
    }
}
