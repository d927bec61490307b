package dev.presage.evaluator.statistics;

import static dev.presage.evaluator.statistics.Independent.number;
import static dev.presage.evaluator.statistics.Independent.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IntraclassCorrelationTest {
    static Stream<JsonNode> analysesOfVariance() {
        return Independent.fromR("intraclass_correlation");
    }

    @ParameterizedTest
    @MethodSource("analysesOfVariance")
    void isWhatRsAnalysisOfVarianceGives(JsonNode expected) {
        double[] successes = numbers(expected.path("successes"));

        assertThat(IntraclassCorrelation.of(successes, numbers(expected.path("trials"))))
                .hasValueCloseTo(Math.max(0, number(expected, "correlation")), within(1e-12));
    }

    @Test
    void isNotKnownWithoutTwoTrialsInAClusterOrIfAllAreAlike() {
        assertThat(IntraclassCorrelation.of(new double[] {1, 0, 1}, new double[] {1, 1, 1}))
                .isEmpty();
        assertThat(IntraclassCorrelation.of(new double[] {3, 0}, new double[] {5, 0}))
                .isEmpty();
        assertThat(IntraclassCorrelation.of(new double[] {5, 5}, new double[] {5, 5}))
                .isEmpty();
    }

    /** Kish's design effect, 1 + (n - 1) ρ. */
    @Test
    void saysHowManyTrialsOneClusterIsWorth() {
        assertThat(IntraclassCorrelation.effectiveTrials(500, 0)).isEqualTo(500);
        assertThat(IntraclassCorrelation.effectiveTrials(500, 1)).isEqualTo(1);
        assertThat(IntraclassCorrelation.effectiveTrials(5, 0.25)).isEqualTo(2.5);
    }
}
