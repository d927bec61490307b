package dev.presage.worker.predict;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.contract.PredictionJson;
import dev.presage.contract.PredictionRequestJson;
import dev.presage.worker.answer.Answer;
import dev.presage.worker.answer.Answer.Predicted;
import dev.presage.worker.answer.Answer.Refused;
import dev.presage.worker.answer.Reason;
import dev.presage.worker.predict.Predictor.Question;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Requests that are answered together. */
class BatchTest extends WithPredictor {
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
}
