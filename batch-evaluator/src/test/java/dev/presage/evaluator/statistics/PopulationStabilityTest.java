package dev.presage.evaluator.statistics;

import static dev.presage.evaluator.statistics.Independent.number;
import static dev.presage.evaluator.statistics.Independent.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PopulationStabilityTest {
    static Stream<JsonNode> scipy() {
        return Independent.fromPython("stability");
    }

    @ParameterizedTest
    @MethodSource("scipy")
    void isWhatScipyFinds(JsonNode expected) {
        long[] counts = DoubleStream.of(numbers(expected.path("counts")))
                .mapToLong(count -> (long) count)
                .toArray();

        PopulationStability stability = PopulationStability.of(
                numbers(expected.path("shares")), expected.path("samples").longValue(), counts);

        assertThat(stability.index()).isCloseTo(number(expected, "index"), within(1e-12));
        assertThat(stability.chance()).isCloseTo(number(expected, "chance"), within(1e-9));
        assertThat(stability.values()).isEqualTo(LongStream.of(counts).sum());
    }

    /** Both populations are drawn: the shares of the training are an estimate, too. */
    @Test
    void exceedsChanceOnceInTwentyTimesIfNothingHasMoved() {
        Random random = new Random(1);
        int draws = 4000;
        int above = 0;
        for (int i = 0; i < draws; i++) {
            double[] shares = DoubleStream.of(drawn(random, 2000))
                    .map(count -> count / 2000)
                    .toArray();
            long[] counts = DoubleStream.of(drawn(random, 400))
                    .mapToLong(count -> (long) count)
                    .toArray();
            PopulationStability stability = PopulationStability.of(shares, 2000, counts);
            above += stability.index() > stability.chance() ? 1 : 0;
        }

        assertThat(above / (double) draws).isBetween(0.04, 0.065);
    }

    private static double[] drawn(Random random, int values) {
        double[] counts = new double[10];
        for (int i = 0; i < values; i++) {
            counts[random.nextInt(10)]++;
        }
        return counts;
    }

    @Test
    void isNotThereWithoutValuesOrForOtherBins() {
        double[] halves = {0.5, 0.5};

        assertThatIllegalArgumentException()
                .isThrownBy(() -> PopulationStability.of(halves, 10, new long[] {0, 0}))
                .withMessage("there are 0 values in 2 bins, expected at least one, in 2 bins");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PopulationStability.of(halves, 10, new long[] {1, 2, 3}))
                .withMessage("there are 6 values in 3 bins, expected at least one, in 2 bins");
    }
}
