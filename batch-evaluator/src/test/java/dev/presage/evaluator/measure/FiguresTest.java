package dev.presage.evaluator.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.presage.contract.ModelId;
import dev.presage.contract.Prediction;
import dev.presage.evaluator.FiguresFixture;
import dev.presage.evaluator.match.Period;
import dev.presage.evaluator.match.PriceHistory;
import dev.presage.evaluator.match.SessionCalendar;
import dev.presage.evaluator.recompute.FeatureHistory;
import dev.presage.evaluator.statistics.DieboldMariano;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FiguresTest {
    private final FiguresFixture fixture = new FiguresFixture();
    private final PriceHistory prices = fixture.prices();

    @Test
    void agreeWithAnIndependentCalculation() {
        int compared = 0;
        for (JsonNode expectedCase : fixture.expected.path("cases")) {
            Period period = FiguresFixture.period(expectedCase);
            SessionCalendar calendar = FiguresFixture.calendar(prices, period);
            Map<ModelId, ModelForecasts> forecasts = forecasts(expectedCase, calendar, fixture.predictions, 1);
            for (JsonNode model : expectedCase.path("models")) {
                ModelId id = FiguresFixture.model(model);
                String what = period + " of " + id + ", hindsight " + expectedCase.path("hindsight");
                Verdict.OfModel verdict =
                        measurement(model, forecasts, calendar).verdict(period);
                for (Window window : Window.values()) {
                    compared += compare(what, verdict.over(window), model.path(window.label()));
                }
                for (Map.Entry<String, JsonNode> session :
                        model.path("recent_sessions").properties()) {
                    Figures figures = verdict.recentSessions().get(LocalDate.parse(session.getKey()));
                    compared += compare(what, Objects.requireNonNull(figures), session.getValue());
                }
                compareNights(what, verdict.nights(), model.path("nights"));
                compareComparisons(what, verdict.comparisons(), model.path("against_no_change"));
            }
        }
        assertThat(compared).as("numbers compared").isGreaterThan(1900);
    }

    private static void compareNights(String what, List<Night> nights, JsonNode expected) {
        assertThat(nights).as(what).hasSize(expected.size());
        for (int i = 0; i < nights.size(); i++) {
            Night night = nights.get(i);
            JsonNode other = expected.path(i);
            assertThat(night.session()).isEqualTo(other.path("session").textValue());
            assertThat(night.evaluated()).isEqualTo(other.path("evaluated").longValue());
            compare(what + ", " + night.session(), night.accuracy(), other.path("accuracy"));
            compare(what + ", " + night.session(), night.anytimeUpper(), other.path("anytime_upper"));
            compare(what + ", " + night.session(), night.trailing().map(Share::ratio), other.path("trailing"));
            compare(
                    what + ", " + night.session(),
                    night.trailing().map(Share::effective),
                    other.path("trailing_effective"));
        }
    }

    private static void compareComparisons(String what, List<Comparison> comparisons, JsonNode expected) {
        Map<String, DieboldMariano> tests = new TreeMap<>();
        comparisons.forEach(comparison -> tests.put(comparison.window().label(), comparison.test()));
        assertThat(comparisons).allMatch(comparison -> comparison.against().equals(Comparison.NO_CHANGE));
        for (Map.Entry<String, JsonNode> window : expected.properties()) {
            Optional<DieboldMariano> test = Optional.ofNullable(tests.get(window.getKey()));
            compare(
                    what,
                    test.map(DieboldMariano::meanDifference),
                    window.getValue().path("mean_difference"));
            compare(what, test.map(DieboldMariano::statistic), window.getValue().path("statistic"));
            compare(what, test.map(DieboldMariano::pValue), window.getValue().path("p_value"));
            compare(
                    what,
                    test.map(found -> (double) found.sessions()),
                    window.getValue().path("sessions"));
        }
    }

    private static void compare(String what, Optional<Double> actual, JsonNode expected) {
        assertThat(actual.isPresent()).as(what).isEqualTo(expected.isNumber());
        actual.ifPresent(value -> assertThat(value)
                .as(what)
                .isCloseTo(expected.doubleValue(), FiguresFixture.asPrecise(expected.doubleValue())));
    }

    @Test
    void areTheSameToTheLastBitInWhateverOrderAndPartsTheInputComes() {
        JsonNode widest = fixture.expected.path("cases").get(3);
        Period period = FiguresFixture.period(widest);
        SessionCalendar calendar = FiguresFixture.calendar(prices, period);
        List<Verdict.OfModel> inOrder = verdicts(widest, calendar, fixture.predictions, 1);

        for (int seed = 0; seed < 20; seed++) {
            List<Prediction> shuffled = new ArrayList<>(fixture.predictions);
            Collections.shuffle(shuffled, new Random(seed));

            assertThat(verdicts(widest, calendar, shuffled, 1 + seed % 5))
                    .usingRecursiveComparison()
                    .ignoringFields("worst")
                    .as("seed %d", seed)
                    .isEqualTo(inOrder);
        }
    }

    private Map<ModelId, ModelForecasts> forecasts(
            JsonNode expectedCase, SessionCalendar calendar, List<Prediction> predictions, int parts) {
        Yardstick yardstick = new Yardstick(
                fixture.matcher(prices, calendar),
                expectedCase.path("hindsight").booleanValue());
        boolean otherProcesses = parts % 2 == 0;
        List<Forecasts> accumulators = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            Yardstick its = otherProcesses ? Yardstick.read(yardstick.toBytes()) : yardstick;
            accumulators.add(its.forecasts());
        }
        for (int i = 0; i < predictions.size(); i++) {
            accumulators.get(i % parts).add(predictions.get(i));
        }
        Forecasts all = yardstick.forecasts();
        for (Forecasts accumulator : accumulators) {
            if (otherProcesses) {
                all.merge(accumulator.toBytes());
            } else {
                all.merge(accumulator);
            }
        }
        return all.finish(calendar);
    }

    private List<Verdict.OfModel> verdicts(
            JsonNode expectedCase, SessionCalendar calendar, List<Prediction> predictions, int parts) {
        Map<ModelId, ModelForecasts> forecasts = forecasts(expectedCase, calendar, predictions, parts);
        List<Verdict.OfModel> verdicts = new ArrayList<>();
        for (JsonNode model : expectedCase.path("models")) {
            verdicts.add(measurement(model, forecasts, calendar).verdict(FiguresFixture.period(expectedCase)));
        }
        return verdicts;
    }

    private Measurement measurement(JsonNode model, Map<ModelId, ModelForecasts> forecasts, SessionCalendar calendar) {
        ModelId id = FiguresFixture.model(model);
        return new Measurement(
                fixture.manifest(model),
                Objects.requireNonNull(forecasts.get(id), "no forecasts of " + id),
                calendar,
                new FeatureHistory(prices),
                Optional.empty());
    }

    /** How many numbers were compared. */
    private static int compare(String what, Figures figures, JsonNode expected) {
        Map<String, Long> forecasts = new TreeMap<>();
        figures.forecasts().forEach((state, count) -> forecasts.put(state.label(), count));
        Map<String, Double> measures = new TreeMap<>();
        figures.measures().forEach((measure, value) -> measures.put(measure.label(), value));
        Map<String, Long> expectedForecasts = new TreeMap<>();
        expected.path("forecasts")
                .properties()
                .forEach(e -> expectedForecasts.put(e.getKey(), e.getValue().longValue()));
        assertThat(forecasts).as(what).isEqualTo(expectedForecasts);
        assertThat(measures.keySet()).as(what).hasSize(expected.path("measures").size());
        for (Map.Entry<String, JsonNode> measure : expected.path("measures").properties()) {
            double value = measure.getValue().doubleValue();
            assertThat(measures).as(what).hasEntrySatisfying(measure.getKey(), actual -> assertThat(actual)
                    .as("%s, %s", what, measure.getKey())
                    .isCloseTo(value, FiguresFixture.asPrecise(value)));
        }
        return expectedForecasts.size() + measures.size();
    }
}
