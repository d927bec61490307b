package dev.presage.evaluator.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.contract.FeaturesSource;
import dev.presage.contract.ModelId;
import dev.presage.contract.Ticker;
import dev.presage.evaluator.match.Question;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WorstAnswersTest {
    private static final Instant REFERENCE = Instant.parse("2017-03-03T21:00:00Z");
    private static final Instant AT = Instant.parse("2017-03-06T21:00:00Z");

    /** An answer about a ticker, off by so many percent of a truth of 100. */
    private static Answer answer(int ticker, String requestId, int percent) {
        Question.Series series =
                new Question.Series(new Ticker("T" + ticker), new ModelId("normal", 1), FeaturesSource.PRICES, 1);
        return new Answer(new Question(series, REFERENCE), AT, requestId, new Score(100, 100 + percent, 0.6, 100));
    }

    private static List<Answer> worst(List<Answer> offered) {
        WorstAnswers worst = new WorstAnswers();
        offered.stream().filter(answer -> worst.mayInclude(answer.score())).forEach(worst::offer);
        return worst.inOrder();
    }

    /** Each question's worst answer, all sorted: what is meant, without a bound on memory. */
    private static List<Answer> byDefinition(List<Answer> offered) {
        Map<Question, Answer> worst = new HashMap<>();
        offered.forEach(answer -> worst.merge(
                answer.question(), answer, (one, other) -> Answer.compareWorstFirst(one, other) <= 0 ? one : other));
        return worst.values().stream()
                .sorted(Answer::compareWorstFirst)
                .limit(10)
                .toList();
    }

    /** Answers about 30 tickers, many of them equally far off, and some ids given twice. */
    private static List<Answer> answers(Random random) {
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            answers.add(answer(random.nextInt(30), "r" + random.nextInt(300), random.nextInt(20)));
        }
        return answers;
    }

    @Test
    void keepsTheWorstOfEachQuestionWhateverTheOrder() {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            List<Answer> offered = answers(random);
            List<Answer> expected = byDefinition(offered);
            Collections.shuffle(offered, random);

            assertThat(worst(offered)).isEqualTo(expected);
        }
    }

    @Test
    void mergesPartsIntoWhatTheWholeGives() {
        Random random = new Random(2);
        for (int round = 0; round < 200; round++) {
            List<Answer> offered = answers(random);
            WorstAnswers whole = new WorstAnswers();
            for (int from = 0; from < offered.size(); from += 100) {
                WorstAnswers part = new WorstAnswers();
                offered.subList(from, from + 100).forEach(part::offer);
                whole.merge(part);
            }

            assertThat(whole.inOrder()).isEqualTo(byDefinition(offered));
        }
    }

    @Test
    void amongEqualsTheLesserIdIsTheWorse() {
        assertThat(worst(List.of(answer(1, "b", 5), answer(1, "a", 5), answer(1, "c", 5))))
                .containsExactly(answer(1, "a", 5));
    }

    @Test
    void answersThatOnlyTheirQuestionTellsApartAreKeptAndInOneOrder() {
        Answer prices = answer(1, "a", 5);
        Question.Series series = prices.question().series();
        Answer request = new Answer(
                new Question(
                        new Question.Series(series.ticker(), series.model(), FeaturesSource.REQUEST, 1), REFERENCE),
                AT,
                "a",
                prices.score());

        assertThat(worst(List.of(prices, request))).hasSize(2).isEqualTo(worst(List.of(request, prices)));
    }

    @Test
    void ofOneIdTwoAnswersEquallyFarOffAreInOneOrder() {
        Answer above = answer(1, "a", 5);
        Answer below = answer(1, "a", -5);

        assertThat(worst(List.of(above, below))).hasSize(1).isEqualTo(worst(List.of(below, above)));
    }
}
