package dev.presage.evaluator.statistics;

import static dev.presage.evaluator.statistics.Independent.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IntervalTest {
    static Stream<JsonNode> statsmodels() {
        return Independent.fromPython("wilson");
    }

    @ParameterizedTest
    @MethodSource("statsmodels")
    void boundsAreThoseOfStatsmodels(JsonNode expected) {
        Interval interval = Interval.wilson(number(expected, "ratio"), number(expected, "trials"));

        assertThat(interval.lower()).isCloseTo(number(expected, "lower"), within(1e-12));
        assertThat(interval.upper()).isCloseTo(number(expected, "upper"), within(1e-12));
    }
}
