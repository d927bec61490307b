package dev.presage.benchmark.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presage.benchmark.process.BenchmarkException;
import dev.presage.contract.FeaturesSource;
import dev.presage.contract.Prediction;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class PredictionSourceTest {
    private static final History HISTORY = new History(10, 3, 4, 5, LocalDate.of(2026, 1, 5));

    @Test
    void answersEveryQuestionAsOftenAsSaidEachUnderAnIdOfItsOwn() throws Exception {
        List<Prediction> predictions = predictions(HISTORY);

        assertThat(predictions).hasSize(2 * 10 * 3 * 4).hasSize((int) HISTORY.predictions());
        assertThat(predictions).extracting(Prediction::requestId).doesNotHaveDuplicates();
        assertThat(byQuestion(predictions))
                .hasSize((int) HISTORY.questions())
                .allSatisfy((question, answers) -> assertThat(answers).hasSize(4));
    }

    @Test
    void answersDifferWhereProducersSendFeaturesAndOnlyThere() throws Exception {
        byQuestion(predictions(HISTORY)).values().forEach(answers -> {
            boolean ownFeatures = answers.get(0).featuresSource() == FeaturesSource.REQUEST;

            assertThat(answers.stream().map(Prediction::predictedPrice).distinct())
                    .hasSize(ownFeatures ? 4 : 1);
        });
        assertThat(predictions(HISTORY).stream()
                        .filter(prediction -> prediction.featuresSource() == FeaturesSource.REQUEST))
                .hasSize((int) HISTORY.predictions() / 2);
    }

    @Test
    void isMadeInTheOrderOfTimeBeforeTheTruthComes() throws Exception {
        List<Prediction> predictions = predictions(HISTORY);

        assertThat(predictions).extracting(Prediction::asOf).isSorted();
        assertThat(predictions).allSatisfy(prediction -> assertThat(prediction.predictedAt())
                .isBetween(
                        prediction.referenceTime(),
                        prediction.referenceTime().plus(Duration.ofHours(24)).minusNanos(1)));
        assertThat(predictions.get(0).referenceTime()).isEqualTo(Instant.parse("2026-01-01T21:00:00Z"));
        assertThat(predictions.get(predictions.size() - 1).referenceTime())
                .isEqualTo(Instant.parse("2026-01-03T21:00:00Z"));
    }

    @Test
    void isTheSameEachTimeWhoeverMakesWhichTickers() throws Exception {
        List<Prediction> evenThenOdd = new ArrayList<>();
        new PredictionSource(HISTORY).forEach(ticker -> ticker % 2 == 0, (ticker, made) -> evenThenOdd.add(made));
        new PredictionSource(HISTORY).forEach(ticker -> ticker % 2 == 1, (ticker, made) -> evenThenOdd.add(made));

        assertThat(evenThenOdd).containsExactlyInAnyOrderElementsOf(predictions(HISTORY));
    }

    @Test
    void aNumberOfPredictionsMustLeaveNoQuestionWithFewerAnswers() throws Exception {
        assertThat(HISTORY.of(180).answers()).isEqualTo(3);
        assertThatThrownBy(() -> HISTORY.of(181))
                .isInstanceOf(BenchmarkException.class)
                .hasMessage("181 predictions, expected a multiple of the 60 questions");
    }

    private static List<Prediction> predictions(History history) throws BenchmarkException {
        List<Prediction> predictions = new ArrayList<>();
        new PredictionSource(history).forEach(ticker -> true, (ticker, prediction) -> predictions.add(prediction));
        return predictions;
    }

    private static Map<Object, List<Prediction>> byQuestion(List<Prediction> predictions) {
        return predictions.stream()
                .collect(Collectors.groupingBy(
                        prediction -> List.of(prediction.ticker(), prediction.model(), prediction.referenceTime())));
    }
}
