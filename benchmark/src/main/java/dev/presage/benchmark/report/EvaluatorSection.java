package dev.presage.benchmark.report;

import dev.presage.benchmark.evaluate.Reader;
import dev.presage.benchmark.evaluate.Reading;
import dev.presage.benchmark.measure.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * What {@code evaluator} measured: what it costs to judge predictions, beside reading their bytes.
 *
 * @param environment where and when
 * @param setup what was read
 * @param points what came out, from the fewest predictions to the most
 */
public record EvaluatorSection(Environment environment, Setup setup, List<Point> points) {
    /** The name of its file. */
    public static final String NAME = "evaluator";

    /**
     * What was read, whatever the number of predictions.
     *
     * @param questions that the predictions answer, each several times
     * @param bars of prices
     * @param ownFeaturesPercent of the questions, to which no two answers are alike
     * @param jvmOptions of both readers
     */
    public record Setup(
            int tickers,
            int days,
            long questions,
            long bars,
            int partitions,
            int ownFeaturesPercent,
            List<String> jvmOptions) {
        public Setup {
            jvmOptions = List.copyOf(jvmOptions);
        }
    }

    /** Some rounds of both readers with so many predictions. In a round all sizes take their turns. */
    public record Point(long predictions, List<Reading> readings) {
        public Point {
            readings = List.copyOf(readings);
        }

        List<Run> runs() {
            return readings.stream().map(Reading::run).toList();
        }

        /** A figure of one reader. */
        Optional<Spread> figure(Reader reader, ToDoubleFunction<Run> figure) {
            return new Ratios(runs()).figure(reader.label(), figure);
        }

        /** What the evaluator takes of the processors over what the bare scan takes, round by round. */
        public Optional<Spread> ratio() {
            return new Ratios(runs()).toBare(Reader.EVALUATOR.label(), Run::cpuSeconds);
        }

        private List<Reading> of(Reader reader) {
            return readings.stream()
                    .filter(reading -> reading.run().contender().equals(reader.label()))
                    .toList();
        }

        /** What a reader used of its heap in any round, at most. */
        double mostUsedBytes(Reader reader) {
            return of(reader).stream()
                    .mapToLong(reading -> reading.heap().mostUsedBytes())
                    .max()
                    .orElse(0);
        }

        /** What a collection left of a reader's heap in any round, at most. */
        double mostLeftBytes(Reader reader) {
            return of(reader).stream()
                    .mapToLong(reading -> reading.heap().mostLeftBytes())
                    .max()
                    .orElse(0);
        }
    }

    public EvaluatorSection {
        points = List.copyOf(points);
    }

    /** The fewest predictions. */
    Point first() {
        return points.get(0);
    }

    /** The most predictions. */
    public Point last() {
        return points.get(points.size() - 1);
    }

    /** What the evaluator takes for a prediction over what it takes where there are fewest, round by round. */
    Optional<Spread> growth(Point point) {
        return new Ratios(point.runs()).over(first().runs(), Reader.EVALUATOR.label(), Run::cpuPerMillion);
    }

    /** Processor seconds of a reader for each million that a point has more than the one before it, round by round; empty for the first. */
    Optional<Spread> furtherMillion(Point point, Reader reader) {
        int index = points.indexOf(point);
        if (index < 1) {
            return Optional.empty();
        }
        Point before = points.get(index - 1);
        double millions = (point.predictions() - before.predictions()) / 1e6;
        List<Double> further = new ArrayList<>();
        for (Reading reading : point.of(reader)) {
            before.of(reader).stream()
                    .map(Reading::run)
                    .filter(run -> run.round() == reading.run().round())
                    .forEach(run -> further.add((reading.run().cpuSeconds() - run.cpuSeconds()) / millions));
        }
        return further.isEmpty() ? Optional.empty() : Optional.of(Spread.of(further));
    }
}
