package dev.presage.evaluator.statistics;

import static dev.presage.evaluator.statistics.Independent.number;
import static dev.presage.evaluator.statistics.Independent.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ClusteredRatioTest {
    private static final Percentage EXACT = Percentage.withPercentage(1e-6);

    static Stream<JsonNode> survey() {
        return Independent.fromR("clustered_ratio");
    }

    static Stream<JsonNode> statsmodels() {
        return Independent.fromPython("overlapping_ratio");
    }

    /** R's survey divides by the variance of drawing n with n - 1 below the line, which is why its design effect is less. */
    @ParameterizedTest
    @MethodSource("survey")
    void isWorthAsManyTrialsAsRsSurveySays(JsonNode expected) {
        double[] trials = numbers(expected.path("trials"));
        double n = DoubleStream.of(trials).sum();

        ClusteredRatio ratio = ClusteredRatio.of(numbers(expected.path("successes")), trials, 0);

        double designEffect = ratio.designEffect().orElseThrow();
        assertThat(ratio.ratio()).isCloseTo(number(expected, "ratio"), within(1e-12));
        assertThat(Math.sqrt(designEffect * ratio.ratio() * (1 - ratio.ratio()) / n))
                .as("standard error")
                .isCloseTo(number(expected, "standard_error"), EXACT);
        assertThat(designEffect * (n - 1) / n).isCloseTo(number(expected, "design_effect"), EXACT);
        assertThat(ratio.effectiveTrials()).isCloseTo(Math.min(n, number(expected, "effective_trials")), EXACT);
    }

    @ParameterizedTest
    @MethodSource("statsmodels")
    void ofOverlappingClustersHasTheVarianceOfStatsmodels(JsonNode expected) {
        double[] trials = numbers(expected.path("trials"));

        ClusteredRatio ratio = ClusteredRatio.of(
                numbers(expected.path("successes")),
                trials,
                expected.path("lag").intValue());

        assertThat(ratio.designEffect().orElseThrow()).isCloseTo(number(expected, "design_effect"), EXACT);
        assertThat(ratio.effectiveTrials())
                .isCloseTo(Math.min(DoubleStream.of(trials).sum(), number(expected, "effective_trials")), EXACT);
    }

    @Test
    void ofOneClusterIsWorthOneTrial() {
        ClusteredRatio ratio = ClusteredRatio.of(new double[] {60, 0}, new double[] {100, 0}, 0);

        assertThat(ratio.designEffect()).isEmpty();
        assertThat(ratio.effectiveTrials()).isEqualTo(1);
        assertThat(ratio.bounds()).isEqualTo(Interval.wilson(0.6, 1));
    }

    /** Student's t with one degree of freedom would leave a tenth of a trial, and bounds wider than those of a single cluster. */
    @Test
    void ofTwoClustersIsWorthNoLessThanOfOne() {
        ClusteredRatio unlike = ClusteredRatio.of(new double[] {9, 2}, new double[] {10, 10}, 0);
        ClusteredRatio overlapping = ClusteredRatio.of(new double[] {5, 5, 0, 0}, new double[] {5, 5, 5, 5}, 1);

        assertThat(unlike.designEffect().orElseThrow()).isGreaterThan(1);
        assertThat(unlike.effectiveTrials()).isEqualTo(1);
        assertThat(unlike.bounds()).as("of what is shown").isEqualTo(Interval.wilson(0.55, 1));
        assertThat(overlapping.effectiveTrials()).isEqualTo(1);
    }

    @Test
    void ofNothingButSuccessesIsWorthATrialForEachClusterThatStandsApart() {
        double[] all = {7, 7, 7, 7, 7, 7};

        assertThat(ClusteredRatio.of(all, all, 0).effectiveTrials()).isEqualTo(6);
        assertThat(ClusteredRatio.of(all, all, 2).effectiveTrials()).isEqualTo(2);
        assertThat(ClusteredRatio.of(all, all, 9).effectiveTrials()).isEqualTo(1);
    }

    @Test
    void ofLessThanATrialEachHasBounds() {
        ClusteredRatio ratio = ClusteredRatio.of(new double[] {0.5, 0}, new double[] {0.5, 0.5}, 0);

        assertThat(ratio.effectiveTrials()).isPositive().isLessThanOrEqualTo(1);
        assertThat(ratio.bounds().lower()).isBetween(0.0, 0.5);
    }

    @Test
    void ofNoTrialsIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ClusteredRatio.of(new double[] {0}, new double[] {0}, 0))
                .withMessage("there are 0.0 trials, expected some");
    }
}
