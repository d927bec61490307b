package dev.presage.evaluator.statistics;

import static dev.presage.evaluator.statistics.Independent.number;
import static dev.presage.evaluator.statistics.Independent.numbers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CalibrationTest {
    static Stream<JsonNode> numpy() {
        return Independent.fromPython("calibration");
    }

    private static List<ConfidencePoint> points(JsonNode expected) {
        List<ConfidencePoint> points = new ArrayList<>();
        for (JsonNode point : expected.path("points")) {
            double[] numbers = numbers(point);
            points.add(new ConfidencePoint((int) numbers[0], numbers[1], numbers[2], numbers[3]));
        }
        Collections.shuffle(points, new Random(1));
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

    @Test
    void thereIsNoneWithoutPointsAndNoErrorWithoutTwoSessions() {
        assertThat(Calibration.of(List.of(), 5, 1)).isEmpty();
        assertThat(Calibration.of(List.of(new ConfidencePoint(0, 0.6, 1, 1)), 1, 1)
                        .orElseThrow()
                        .error())
                .isEmpty();
    }

    /** Sessions in which forecasts are right together, overconfident by so much; 20 of them with 20 forecasts each. */
    private static CalibrationError drawn(Random random, double overconfidence) {
        List<ConfidencePoint> points = new ArrayList<>();
        for (int session = 0; session < 20; session++) {
            double common = random.nextGaussian();
            for (int i = 0; i < 20; i++) {
                double confidence = 0.5 + 0.3 * random.nextDouble();
                double level = normal(Math.sqrt(0.3) * common + Math.sqrt(0.7) * random.nextGaussian());
                points.add(new ConfidencePoint(session, confidence, level < confidence - overconfidence ? 1 : 0, 1));
            }
        }
        return Calibration.of(points, 20, 1).orElseThrow().error().orElseThrow();
    }

    /** The standard normal distribution. */
    private static double normal(double value) {
        return NormalDistribution.of(0, 1).cumulativeProbability(value);
    }

    @Test
    void aModelThatIsAsOftenRightAsItSaysIsSeldomSaidNotToBe() {
        Random random = new Random(11);
        int models = 400;
        int blamed = 0;
        int without = 0;
        for (int i = 0; i < models; i++) {
            CalibrationError error = drawn(random, 0);
            blamed += error.bounds().lower() > 0 ? 1 : 0;
            without += error.value() == 0 ? 1 : 0;
        }

        assertThat(blamed / (double) models).as("said to be wrong").isLessThan(0.06);
        assertThat(without / (double) models)
                .as("chance explains it all; were nothing taken off for chance, never")
                .isBetween(0.4, 0.8);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.2})
    void theErrorIsHowMuchAModelIsOverconfident(double overconfidence) {
        Random random = new Random(12);
        int models = 400;
        double squares = 0;
        int tooHigh = 0;
        int tooLow = 0;
        for (int i = 0; i < models; i++) {
            CalibrationError error = drawn(random, overconfidence);
            squares += error.value() * error.value() / models;
            tooHigh += error.bounds().lower() > overconfidence ? 1 : 0;
            tooLow += error.bounds().upper() < overconfidence ? 1 : 0;
        }

        assertThat(Math.sqrt(squares)).isCloseTo(overconfidence, within(0.02));
        assertThat(tooHigh / (double) models).as("lower bounds above it").isLessThan(0.04);
        assertThat(tooLow / (double) models).as("upper bounds below it").isLessThan(0.17);
    }
}
