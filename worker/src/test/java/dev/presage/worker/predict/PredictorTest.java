package dev.presage.worker.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.presage.contract.FeaturesSource;
import dev.presage.contract.ModelId;
import dev.presage.contract.Prediction;
import dev.presage.contract.PredictionRequest;
import dev.presage.contract.PriceBar;
import dev.presage.worker.answer.Answer;
import dev.presage.worker.answer.Answer.Predicted;
import dev.presage.worker.answer.Answer.Refused;
import dev.presage.worker.window.PriceWindows;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is predicted, from which bars, and what of it is known already. */
class PredictorTest extends WithPredictor {
    @Test
    void predictsFromTheNewestBarAtAsOf() {
        put(30);
        Prediction prediction = predicted(request("r1", "normal", close(29).plusSeconds(3600)));
        assertThat(prediction.referenceTime()).isEqualTo(close(29));
        assertThat(prediction.referencePrice()).isEqualTo(price(29));
        double lastReturn = price(29) / price(28) - 1;
        assertThat(prediction.predictedPrice()).isCloseTo(price(29) * (1.01 + lastReturn), within(1e-5));
        assertThat(prediction.asOf()).isEqualTo(close(29).plusSeconds(3600));
        assertThat(prediction.featuresSource()).isEqualTo(FeaturesSource.PRICES);
        assertThat(prediction.model()).isEqualTo(new ModelId("normal", 1));
        assertThat(prediction.predictedAt()).isEqualTo(NOW);
    }

    @Test
    void neverUsesABarThatClosesAfterAsOf() {
        put(20);
        Prediction before = predicted(request("r1", "normal", close(19)));
        for (int i = 20; i < 40; i++) {
            prices.put(bar(i));
        }
        assertThat(predicted(request("r1", "normal", close(19)))).isEqualTo(before);
        assertThat(predicted(request("r1", "normal", close(20).minusNanos(1))).referenceTime())
                .isEqualTo(close(19));
        assertThat(predicted(request("r1", "normal", close(20))).referenceTime())
                .isEqualTo(close(20));
    }

    @Test
    void theSameHistoryGivesTheSamePredictionsInWhateverOrderItComes() {
        Map<String, Record> expected = answersAfterShuffle(new Random(0));
        assertThat(expected.values()).hasSize(35).hasAtLeastOneElementOfType(Prediction.class);
        for (int seed = 1; seed <= 20; seed++) {
            assertThat(answersAfterShuffle(new Random(seed))).isEqualTo(expected);
        }
    }

    private Map<String, Record> answersAfterShuffle(Random random) {
        PriceWindows windows = new PriceWindows(30, 10);
        List<Integer> bars = new ArrayList<>();
        List<Integer> requests = new ArrayList<>();
        for (int i = 0; i < 35; i++) {
            bars.add(i);
            requests.add(i);
        }
        Collections.shuffle(bars, random);
        Collections.shuffle(requests, random);
        bars.forEach(i -> windows.put(bar(i)));
        Predictor fresh = predictor(windows);
        Map<String, Record> answers = new HashMap<>();
        requests.forEach(i -> {
            Answer answer = answer(fresh, request("r" + i, "normal", close(i)));
            answers.put("r" + i, answer instanceof Predicted predicted ? predicted.prediction() : (Refused) answer);
        });
        return answers;
    }

    @Test
    void aFeatureOfTheRequestWinsOverTheComputedOne() {
        put(30);
        PredictionRequest request =
                new PredictionRequest("r1", AAPL, "normal", close(29), Map.of("return_1", 0.04), null);
        Prediction prediction = predicted(request);
        assertThat(prediction.predictedPrice()).isCloseTo(price(29) * 1.05, within(1e-5));
        assertThat(prediction.featuresSource()).isEqualTo(FeaturesSource.REQUEST);
    }

    @Test
    void aFeatureThatTheModelDoesNotUseChangesNothing() {
        put(30);
        PredictionRequest request =
                new PredictionRequest("r1", AAPL, "normal", close(29), Map.of("moon_phase", 0.5), null);
        assertThat(predicted(request)).isEqualTo(predicted(request("r1", "normal", close(29))));
    }

    @Test
    void aForecastFromPricesAloneIsMadeOnce() {
        put(30);
        predicted(request("r1", "normal", close(29)));
        Prediction second = predicted(request("r2", "normal", close(29).plusSeconds(60)));
        assertThat(cacheHits).containsExactly(false, true);
        assertThat(second.requestId()).isEqualTo("r2");
        assertThat(second.asOf()).isEqualTo(close(29).plusSeconds(60));
    }

    @Test
    void aCorrectedBarMakesTheKnownForecastFall() {
        put(30);
        Prediction first = predicted(request("r1", "normal", close(29)));
        prices.put(new PriceBar(AAPL, close(28), 50, 50, 50, 50, 1000));
        Prediction second = predicted(request("r1", "normal", close(29)));
        assertThat(cacheHits).containsExactly(false, false);
        assertThat(second.predictedPrice()).isNotEqualTo(first.predictedPrice());
    }

    @Test
    void aForecastOfOlderBarsIsAnotherOne() {
        put(30);
        Prediction newest = predicted(request("r1", "normal", close(29)));
        Prediction older = predicted(request("r2", "normal", close(28)));
        assertThat(older.referenceTime()).isEqualTo(close(28));
        assertThat(older.predictedPrice()).isNotEqualTo(newest.predictedPrice());
        predicted(request("r3", "normal", close(28).plusSeconds(60)));
        predicted(request("r4", "normal", close(29).plusSeconds(60)));
        assertThat(cacheHits).containsExactly(false, false, true, true);
    }

    @Test
    void aBarThatComesWhileAModelIsAskedMakesItsForecastFall() {
        put(30);
        PriceBar correction = new PriceBar(AAPL, close(28), 50, 50, 50, 50, 1000);
        predictor = predictor(prices, () -> prices.put(correction));
        Prediction first = predicted(request("r1", "normal", close(29)));
        Prediction second = predicted(request("r2", "normal", close(29)));
        Prediction third = predicted(request("r3", "normal", close(29)));
        assertThat(second.predictedPrice()).isNotEqualTo(first.predictedPrice());
        assertThat(third.predictedPrice()).isEqualTo(second.predictedPrice());
        assertThat(cacheHits).containsExactly(false, false, true);
    }
}
