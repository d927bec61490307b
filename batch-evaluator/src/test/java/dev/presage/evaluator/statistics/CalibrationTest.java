package dev.presage.evaluator.statistics;

import static dev.presage.evaluator.statistics.Independent.number;
import static dev.presage.evaluator.statistics.Independent.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {
    static Stream<JsonNode> numpy() {
        return Independent.fromPython("calibration");
    }

    private static ConfidencePoints points(JsonNode expected) {
        List<double[]> shuffled = new ArrayList<>();
        expected.path("points").forEach(point -> shuffled.add(numbers(point)));
        Collections.shuffle(shuffled, new Random(1));
        ConfidencePoints points = new ConfidencePoints();
        shuffled.forEach(point -> points.add((int) point[0], point[1], point[2], point[3]));
        return points;
    }

    private static Calibration calibration(JsonNode expected) {
        return Calibration.of(
                        points(expected),
                        expected.path("sessions").intValue(),
                        expected.path("horizon").intValue())
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("numpy")
    void binsAreThoseOfNumpy(JsonNode expected) {
        List<Calibration.Bin> bins = calibration(expected).bins();

        assertThat(bins).hasSize(expected.path("bins").size());
        for (int i = 0; i < bins.size(); i++) {
            JsonNode bin = expected.path("bins").path(i);
            assertThat(bins.get(i).weight()).isCloseTo(number(bin, "weight"), within(1e-9));
            assertThat(bins.get(i).confidence()).isCloseTo(number(bin, "confidence"), within(1e-9));
            assertThat(bins.get(i).right()).isCloseTo(number(bin, "right"), within(1e-9));
        }
    }

    /** The resolution is computed there from what differs between and within bins, and not as what is left. */
    @ParameterizedTest
    @MethodSource("numpy")
    void theThreePartsAddUpToTheBrierScore(JsonNode expected) {
        Calibration calibration = calibration(expected);

        assertThat(calibration.brierReliability()).isCloseTo(number(expected, "reliability"), within(1e-12));
        assertThat(calibration.brierUncertainty()).isCloseTo(number(expected, "uncertainty"), within(1e-12));
        assertThat(calibration.brierReliability() - number(expected, "resolution") + calibration.brierUncertainty())
                .isCloseTo(number(expected, "brier"), within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("numpy")
    void theErrorIsThatOfNumpy(JsonNode expected) {
        CalibrationError error = calibration(expected).error().orElseThrow();

        assertThat(error.value()).isCloseTo(number(expected, "error"), within(1e-9));
        assertThat(error.bounds().lower()).isCloseTo(number(expected, "lower"), within(1e-9));
        assertThat(error.bounds().upper()).isCloseTo(number(expected, "upper"), within(1e-9));
    }

    /** @param forecasts the session, the confidence and whether it was right, of each */
    private static Optional<CalibrationError> error(int sessions, int horizon, double[]... forecasts) {
        ConfidencePoints points = new ConfidencePoints();
        List.of(forecasts).forEach(forecast -> points.add((int) forecast[0], forecast[1], forecast[2], 1));
        return Calibration.of(points, sessions, horizon).orElseThrow().error();
    }

    private static double[] point(int session, double confidence, double right) {
        return new double[] {session, confidence, right};
    }

    @Test
    void thereIsNoneWithoutPointsAndNoErrorWithoutTwoSessions() {
        assertThat(Calibration.of(new ConfidencePoints(), 5, 1)).isEmpty();
        assertThat(error(1, 1, point(0, 0.6, 1))).isEmpty();
    }

    @Test
    void ofForecastsSoFewThatEachHasABinNoErrorIsKnown() {
        assertThat(error(20, 1, point(2, 0.6, 1), point(9, 0.7, 0), point(15, 0.8, 0)))
                .isEmpty();
    }

    /** Without either of them, one session tells nothing: bounds from that would be no wider than the error. */
    @Test
    void twoSessionsTellNoBoundsOfAnError() {
        assertThat(error(20, 1, point(2, 0.6, 1), point(9, 0.6, 0))).isEmpty();
        assertThat(error(20, 3, point(2, 0.6, 1), point(9, 0.6, 0), point(10, 0.6, 0)))
                .as("of three, the last two overlap")
                .isEmpty();
    }

    @Test
    void threeSessionsTellOfAnError() {
        CalibrationError error = error(20, 1, point(2, 0.9, 0), point(9, 0.9, 0), point(15, 0.9, 0))
                .orElseThrow();

        assertThat(error.value()).isCloseTo(0.9, within(1e-12));
        assertThat(error(20, 1, point(2, 0.9, 1), point(9, 0.9, 0), point(15, 0.9, 0)))
                .hasValueSatisfying(wide -> assertThat(wide.bounds().upper()).isGreaterThan(wide.value()));
    }

    @Test
    void aModelThatIsAsOftenRightAsItSaysIsSeldomSaidNotToBe() {
        OverconfidentModels honest = OverconfidentModels.by(0);

        assertThat(honest.lowerTooHigh()).as("said to be wrong").isLessThan(0.06);
        assertThat(honest.none())
                .as("chance explains it all; were nothing taken off for chance, never")
                .isBetween(0.4, 0.8);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.2})
    void theErrorIsHowMuchAModelIsOverconfident(double overconfidence) {
        OverconfidentModels models = OverconfidentModels.by(overconfidence);

        assertThat(models.rootMeanSquare()).isCloseTo(overconfidence, within(0.02));
        assertThat(models.lowerTooHigh()).isLessThan(0.04);
        assertThat(models.upperTooLow()).isLessThan(0.17);
    }
}
