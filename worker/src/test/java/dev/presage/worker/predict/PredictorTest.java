package dev.presage.worker.predict;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.presage.contract.FeaturesSource;
import dev.presage.contract.ModelId;
import dev.presage.contract.Prediction;
import dev.presage.contract.PredictionJson;
import dev.presage.contract.PredictionRequest;
import dev.presage.contract.PredictionRequestJson;
import dev.presage.contract.PriceBar;
import dev.presage.contract.Ticker;
import dev.presage.models.OnnxGraph;
import dev.presage.models.OnnxGraphs;
import dev.presage.models.OnnxGraphs.OutputShape;
import dev.presage.worker.answer.Answer;
import dev.presage.worker.answer.Answer.Predicted;
import dev.presage.worker.answer.Answer.Refused;
import dev.presage.worker.answer.Reason;
import dev.presage.worker.model.Models;
import dev.presage.worker.model.TestModels;
import dev.presage.worker.predict.Predictor.Question;
import dev.presage.worker.window.PriceWindows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictorTest {
    private static final Ticker AAPL = new Ticker("AAPL");
    private static final Instant FIRST_CLOSE = Instant.parse("2017-01-02T21:00:00Z");
    private static final Instant NOW = Instant.parse("2017-03-01T22:00:00Z");
    private static Models models;

    private final PriceWindows prices = new PriceWindows(40, 10);
    private final List<Boolean> cacheHits = new ArrayList<>();
    private final List<Integer> rowsAsked = new ArrayList<>();
    private Predictor predictor = predictor(prices);

    /** "normal" expects the last return again and 1 % more; "root" the square root of the sentiment it is given. */
    @BeforeAll
    static void loadModels(@TempDir Path directory) throws Exception {
        write(
                directory,
                "normal",
                OnnxGraphs.linear(TestModels.TENSORS, OutputShape.COLUMN, new float[] {1f, 0f}, 0.01f),
                List.of("return_1", "momentum_10"));
        write(
                directory,
                "root",
                OnnxGraphs.squareRootOfFirst(TestModels.TENSORS, OutputShape.COLUMN, 1),
                List.of("sentiment"));
        models = Models.load(directory, Map.of());
    }

    @AfterAll
    static void closeModels() {
        models.close();
    }

    private static void write(Path directory, String type, OnnxGraph graph, List<String> features) throws IOException {
        graph.write(directory, TestModels.manifest(new ModelId(type, 1), graph, TestModels.TENSORS, features));
    }

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

    @Test
    void refusesAModelThatIsNotServed() {
        assertRefused(
                request("r1", "quarterly", close(1)),
                Reason.UNKNOWN_MODEL,
                "model_type is 'quarterly', expected one of [normal, root]");
    }

    @Test
    void refusesATickerWithoutPrices() {
        assertRefused(
                request("r1", "normal", close(1)),
                Reason.NO_PRICES,
                "no bar for AAPL at or before 2017-01-03T21:00:00Z");
    }

    @Test
    void refusesAnAsOfBeforeTheFirstBar() {
        put(30);
        assertRefused(
                request("r1", "normal", FIRST_CLOSE.minusSeconds(1)),
                Reason.NO_PRICES,
                "no bar for AAPL at or before 2017-01-02T20:59:59Z");
    }

    @Test
    void refusesWhenThereAreFewerBarsThanTheFeaturesNeed() {
        put(5);
        assertRefused(
                request("r1", "normal", close(4)),
                Reason.TOO_FEW_PRICES,
                "5 bars for AAPL up to 2017-01-06T21:00:00Z, expected at least 10 for momentum_10");
    }

    @Test
    void refusesAnAsOfThatTheWindowNoLongerReaches() {
        put(50);
        assertRefused(
                request("r1", "normal", close(9)),
                Reason.AS_OF_TOO_OLD,
                "as_of is 2017-01-11T21:00:00Z, expected a time at which the bars kept for AAPL are enough: of those, 0"
                        + " close by then");
        assertRefused(
                request("r1", "normal", close(15)),
                Reason.AS_OF_TOO_OLD,
                "as_of is 2017-01-17T21:00:00Z, expected a time at which the bars kept for AAPL are enough: of those, 6"
                        + " close by then");
    }

    @Test
    void namesTheRecordsTimestampWhereTheRequestHasNoAsOf() {
        put(50);
        byte[] json = PredictionRequestJson.encode(request("r1", "normal", null));
        assertThat(answer(predictor, json, close(15).plusSeconds(60)))
                .isEqualTo(new Refused(
                        Reason.AS_OF_TOO_OLD,
                        "as_of is 2017-01-17T21:01:00Z, expected a time at which the bars kept for AAPL are enough: of"
                                + " those, 6 close by then",
                        "r1"));
    }

    @Test
    void refusesAReferenceThatIsTooOld() {
        put(30);
        assertRefused(
                request("r1", "normal", close(29).plusSeconds(10 * 86_400 + 1)),
                Reason.STALE_PRICES,
                "the newest bar for AAPL at 2017-02-10T21:00:01Z closed at 2017-01-31T21:00:00Z, expected at most 240"
                        + " hours earlier");
        assertThat(predicted(request("r1", "normal", close(39))).referenceTime())
                .isEqualTo(close(29));
    }

    @Test
    void refusesWhenNobodySuppliesAFeature() {
        put(30);
        assertRefused(
                request("r1", "root", close(29)),
                Reason.MISSING_FEATURE,
                "features lack [sentiment], expected from the request because root/1 needs them and prices don't give"
                        + " them");
    }

    @Test
    void refusesARequestThatHasExpired() {
        put(30);
        assertRefused(
                new PredictionRequest("r1", AAPL, "normal", close(29), Map.of(), NOW),
                Reason.EXPIRED,
                "expires_at is 2017-03-01T22:00:00Z, expected later than now, which is 2017-03-01T22:00:00Z");
    }

    @Test
    void refusesWhatTheModelMakesOfARowThatItCantAnswer() {
        put(30);
        assertRefused(
                new PredictionRequest("r1", AAPL, "root", close(29), Map.of("sentiment", -1.0), null),
                Reason.MODEL_FAILURE,
                "model root/1 predicts a return of NaN, expected a finite number above -1");
    }

    @Test
    void refusesWhatPricesBeyondAllReasonMakeOfAFeature() {
        put(30);
        prices.put(new PriceBar(AAPL, close(30), 1e300, 1e300, 1e300, 1e300, 1000));
        assertRefused(
                request("r1", "normal", close(30)),
                Reason.MODEL_FAILURE,
                "return_1 computed from prices is Infinity, expected a finite number");
    }

    @Test
    void refusesAPriceThatNoNumberHolds() {
        put(30);
        prices.put(new PriceBar(AAPL, close(30), 1.79e308, 1.79e308, 1.79e308, 1.79e308, 1000));
        assertRefused(
                new PredictionRequest("r1", AAPL, "root", close(30), Map.of("sentiment", 4.0), null),
                Reason.MODEL_FAILURE,
                "the price predicted from 1.79E308 and a return of 2.0 is Infinity, expected a finite price above 0");
    }

    @Test
    void refusesAFeatureThatTheModelCantTake() {
        put(30);
        assertRefused(
                new PredictionRequest("r1", AAPL, "root", close(29), Map.of("sentiment", 1e300), null),
                Reason.INVALID_FIELD,
                "features.sentiment is 1.0E300, expected a number that 32 bits can hold");
    }

    @Test
    void aDefectBecomesARefusalThatSaysSo() {
        put(30);
        predictor = new Predictor(models, prices, Clock.fixed(NOW, ZoneOffset.UTC), new Predictor.PredictionListener() {
            @Override
            public void cacheLookedUp(boolean found) {
                throw new IllegalStateException("a defect");
            }

            @Override
            public void modelAsked(int rows) {}
        });
        assertRefused(
                request("r1", "normal", close(29)),
                Reason.INTERNAL_ERROR,
                "the worker failed: java.lang.IllegalStateException: a defect");
    }

    @Test
    void asksAModelAboutAllRequestsOfABatchAtOnce() {
        put(30);
        List<Answer> answers = answers(
                root("r0", 0.04),
                request("r1", "normal", close(29)),
                root("r2", 0.09),
                request("r3", "normal", close(28)));
        assertThat(rowsAsked).containsExactly(2, 2);
        assertThat(answers)
                .extracting(answer -> ((Predicted) answer).requestId())
                .containsExactly("r0", "r1", "r2", "r3");
        assertThat(answers)
                .extracting(answer -> ((Predicted) answer).prediction())
                .containsExactly(
                        predicted(root("r0", 0.04)),
                        predicted(request("r1", "normal", close(29))),
                        predicted(root("r2", 0.09)),
                        predicted(request("r3", "normal", close(28))));
    }

    @Test
    void whatIsWrittenIsThePredictionWhetherItWasKnownOrNot() {
        put(30);
        for (String id : List.of("first", "known")) {
            Predicted predicted = (Predicted) answer(predictor, request(id, "normal", close(29)));
            assertThat(predicted.json()).isEqualTo(PredictionJson.encode(predicted.prediction()));
        }
        Predicted own = (Predicted) answer(predictor, root("own", 0.04));
        assertThat(own.json()).isEqualTo(PredictionJson.encode(own.prediction()));
        assertThat(cacheHits).containsExactly(false, true);
    }

    @Test
    void aRowThatFailsNeverRefusesItsNeighbours() {
        put(30);
        List<Answer> answers = answers(root("r0", 0.04), root("r1", -1), root("r2", 0.09));
        assertThat(rowsAsked).containsExactly(3, 1, 1, 1);
        assertThat(answers.get(0)).isInstanceOf(Predicted.class);
        assertThat(answers.get(1))
                .isEqualTo(new Refused(
                        Reason.MODEL_FAILURE,
                        "model root/1 predicts a return of NaN, expected a finite number above -1",
                        "r1"));
        assertThat(answers.get(2)).isInstanceOf(Predicted.class);
    }

    @Test
    void whatIsNoRequestLeavesTheRestOfItsBatchAsItIs() {
        put(30);
        List<Answer> answers = predictor.answer(List.of(
                new Question(null, NOW),
                new Question(PredictionRequestJson.encode(request("r1", "normal", close(29))), NOW),
                new Question("{".getBytes(UTF_8), NOW)));
        assertThat(answers).extracting(Answer::getClass).containsExactly(Refused.class, Predicted.class, Refused.class);
    }

    @Test
    void theSameQuestionTwiceInABatchIsOneRow() {
        put(30);
        List<Answer> answers = answers(request("r0", "normal", close(29)), request("r1", "normal", close(29)));
        assertThat(rowsAsked).containsExactly(1);
        assertThat(cacheHits).containsExactly(false, true);
        assertThat(((Predicted) answers.get(1)).forecast()).isSameAs(((Predicted) answers.get(0)).forecast());
    }

    private List<Answer> answers(PredictionRequest... requests) {
        return predictor.answer(Arrays.stream(requests)
                .map(request -> new Question(PredictionRequestJson.encode(request), NOW))
                .toList());
    }

    private static PredictionRequest root(String id, double sentiment) {
        return new PredictionRequest(id, AAPL, "root", close(29), Map.of("sentiment", sentiment), null);
    }

    @Test
    void refusesBytesThatAreNoRequest() {
        assertThat(answer(predictor, "{\"request_id\":\"r9\"}".getBytes(UTF_8), NOW))
                .isEqualTo(new Refused(Reason.MISSING_FIELD, "ticker is missing", "r9"));
    }

    private void assertRefused(PredictionRequest request, Reason reason, String message) {
        assertThat(answer(predictor, request)).isEqualTo(new Refused(reason, message, "r1"));
    }

    private Prediction predicted(PredictionRequest request) {
        return ((Predicted) answer(predictor, request)).prediction();
    }

    private static Answer answer(Predictor predictor, PredictionRequest request) {
        return answer(predictor, PredictionRequestJson.encode(request), NOW);
    }

    private static Answer answer(Predictor predictor, byte[] json, Instant recordTime) {
        return predictor.answer(List.of(new Question(json, recordTime))).get(0);
    }

    private static PredictionRequest request(String id, String modelType, @Nullable Instant asOf) {
        return new PredictionRequest(id, AAPL, modelType, asOf, Map.of(), null);
    }

    private Predictor predictor(PriceWindows windows) {
        return predictor(windows, () -> {});
    }

    private Predictor predictor(PriceWindows windows, Runnable whileAsked) {
        return new Predictor(models, windows, Clock.fixed(NOW, ZoneOffset.UTC), new Predictor.PredictionListener() {
            @Override
            public void cacheLookedUp(boolean found) {
                cacheHits.add(found);
            }

            @Override
            public void modelAsked(int rows) {
                rowsAsked.add(rows);
                whileAsked.run();
            }
        });
    }

    private void put(int bars) {
        for (int i = 0; i < bars; i++) {
            prices.put(bar(i));
        }
    }

    private static PriceBar bar(int i) {
        return new PriceBar(AAPL, close(i), price(i), price(i), price(i), price(i), 1000 + i);
    }

    private static Instant close(int i) {
        return FIRST_CLOSE.plusSeconds(i * 86_400L);
    }

    private static double price(int i) {
        return 100 + 3 * Math.sin(i);
    }
}
