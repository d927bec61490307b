package dev.presage.worker.predict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.contract.ModelId;
import dev.presage.contract.Prediction;
import dev.presage.contract.PredictionRequest;
import dev.presage.contract.PredictionRequestJson;
import dev.presage.contract.PriceBar;
import dev.presage.contract.Ticker;
import dev.presage.inference.TestModels;
import dev.presage.models.OnnxGraph;
import dev.presage.models.OnnxGraphs;
import dev.presage.models.OnnxGraphs.OutputShape;
import dev.presage.worker.answer.Answer;
import dev.presage.worker.answer.Answer.Predicted;
import dev.presage.worker.answer.Answer.Refused;
import dev.presage.worker.answer.Reason;
import dev.presage.worker.model.Models;
import dev.presage.worker.predict.Predictor.Question;
import dev.presage.worker.window.PriceWindows;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** A predictor with models whose answers can be worked out by hand, over the prices of a few tickers. */
abstract class WithPredictor {
    static final Ticker AAPL = new Ticker("AAPL");
    static final Instant FIRST_CLOSE = Instant.parse("2017-01-02T21:00:00Z");
    static final Instant NOW = Instant.parse("2017-03-01T22:00:00Z");
    static Models models;

    final PriceWindows prices = new PriceWindows(40, 10);
    final List<Boolean> cacheHits = new ArrayList<>();
    final List<Integer> rowsAsked = new ArrayList<>();
    Predictor predictor = predictor(prices);

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

    static void write(Path directory, String type, OnnxGraph graph, List<String> features) throws IOException {
        graph.write(directory, TestModels.manifest(new ModelId(type, 1), graph, TestModels.TENSORS, features));
    }

    List<Answer> answers(PredictionRequest... requests) {
        return predictor.answer(Arrays.stream(requests)
                .map(request -> new Question(PredictionRequestJson.encode(request), NOW))
                .toList());
    }

    static PredictionRequest root(String id, double sentiment) {
        return new PredictionRequest(id, AAPL, "root", close(29), Map.of("sentiment", sentiment), null);
    }

    void assertRefused(PredictionRequest request, Reason reason, String message) {
        assertThat(answer(predictor, request)).isEqualTo(new Refused(reason, message, "r1"));
    }

    Prediction predicted(PredictionRequest request) {
        return ((Predicted) answer(predictor, request)).prediction();
    }

    static Answer answer(Predictor predictor, PredictionRequest request) {
        return answer(predictor, PredictionRequestJson.encode(request), NOW);
    }

    static Answer answer(Predictor predictor, byte[] json, Instant recordTime) {
        return predictor.answer(List.of(new Question(json, recordTime))).get(0);
    }

    static PredictionRequest request(String id, String modelType, @Nullable Instant asOf) {
        return new PredictionRequest(id, AAPL, modelType, asOf, Map.of(), null);
    }

    Predictor predictor(PriceWindows windows) {
        return predictor(windows, () -> {});
    }

    Predictor predictor(PriceWindows windows, Runnable whileAsked) {
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

    void put(int bars) {
        for (int i = 0; i < bars; i++) {
            prices.put(bar(i));
        }
    }

    static PriceBar bar(int i) {
        return new PriceBar(AAPL, close(i), price(i), price(i), price(i), price(i), 1000 + i);
    }

    static Instant close(int i) {
        return FIRST_CLOSE.plusSeconds(i * 86_400L);
    }

    static double price(int i) {
        return 100 + 3 * Math.sin(i);
    }
}
