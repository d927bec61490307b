package dev.presage.evaluator.statistics;

import static dev.presage.evaluator.statistics.Independent.number;
import static dev.presage.evaluator.statistics.Independent.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DieboldMarianoTest {
    static Stream<JsonNode> forecast() {
        return Independent.fromR("diebold_mariano");
    }

    @ParameterizedTest
    @MethodSource("forecast")
    void isWhatRsForecastFinds(JsonNode expected) {
        double[] differences = numbers(expected.path("differences"));

        DieboldMariano test = DieboldMariano.of(
                        differences, expected.path("horizon").intValue())
                .orElseThrow();

        assertThat(test.sessions()).isEqualTo(differences.length);
        assertThat(test.meanDifference())
                .isCloseTo(DoubleStream.of(differences).average().orElseThrow(), within(1e-12));
        assertThat(test.statistic()).isCloseTo(number(expected, "statistic"), within(1e-9));
        assertThat(test.pValue()).isCloseTo(number(expected, "p_value"), within(1e-9));
    }

    @Test
    void belowZeroTheOneIsBetter() {
        double[] lossesOfOneLessThoseOfTheOther = {-1, -2, 0.5, -1.5, -1, -2, 0.5, -1.5};

        assertThat(DieboldMariano.of(lossesOfOneLessThoseOfTheOther, 1)
                        .orElseThrow()
                        .statistic())
                .isNegative();
    }

    @Test
    void thereIsNoneOfFewSessionsNorOfNoMoreThanTheHorizonNorOfADifferenceThatDoesNotVary() {
        double[] seven = {0.3, 0.1, 0.4, 0.1, 0.5, 0.9, 0.2};
        double[] eight = {0.3, 0.1, 0.4, 0.1, 0.5, 0.9, 0.2, 0.6};

        assertThat(DieboldMariano.of(seven, 1)).isEmpty();
        assertThat(DieboldMariano.of(eight, 8)).isEmpty();
        assertThat(DieboldMariano.of(new double[10], 1)).isEmpty();
        assertThat(DieboldMariano.of(eight, 7)).isPresent();
    }
}
