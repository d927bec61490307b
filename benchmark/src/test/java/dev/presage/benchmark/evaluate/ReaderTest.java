package dev.presage.benchmark.evaluate;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ReaderTest {
    private static final History HISTORY = new History(10, 3, 4, 0, LocalDate.of(2026, 1, 5));

    @Test
    void anEvaluatorThatJudgedAllForecastsIsRight() {
        assertThatCode(() -> Reader.EVALUATOR.requireRight(table(30, 30, 0), HISTORY))
                .doesNotThrowAnyException();
    }

    @Test
    void anEvaluatorThatJudgedTooFewIsWrong() {
        assertThatThrownBy(() -> Reader.EVALUATOR.requireRight(table(30, 29, 0), HISTORY))
                .hasMessage("59 evaluated forecasts, expected 60");
    }

    @Test
    void anEvaluatorThatCameTooLateForSomeIsWrong() {
        assertThatThrownBy(() -> Reader.EVALUATOR.requireRight(table(30, 30, 1), HISTORY))
                .hasMessage("1 hindsight forecasts, expected 0");
    }

    @Test
    void anEvaluatorThatSaysNothingIsWrong() {
        assertThatThrownBy(() -> Reader.EVALUATOR.requireRight(List.of("METRIC  LABELS  VALUE"), HISTORY))
                .hasMessage("-1 evaluated forecasts, expected 60");
    }

    @Test
    void aBareScanThatMissedARecordIsWrong() {
        String prices = "prices " + HISTORY.bars() + " records 123 bytes";

        assertThatCode(() -> Reader.BARE.requireRight(List.of(prices, "predictions 240 records 9 bytes"), HISTORY))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> Reader.BARE.requireRight(List.of(prices, "predictions 239 records 9 bytes"), HISTORY))
                .hasMessage("239 predictions, expected 240");
    }

    /** As a dry run prints it; other windows and measures don't count. */
    private static List<String> table(int earnings, int normal, int hindsight) {
        return List.of(
                "METRIC           LABELS                                                             VALUE",
                "model_forecasts  model_type=earnings model_version=1 window=20_sessions state=evaluated  20",
                "model_forecasts  model_type=earnings model_version=1 window=session state=evaluated  " + earnings,
                "model_forecasts  model_type=normal model_version=1 window=session state=evaluated    " + normal,
                "model_forecasts  model_type=normal model_version=1 window=session state=pending      0",
                "model_forecasts  model_type=normal model_version=1 window=session state=missing_truth  0",
                "model_forecasts  model_type=normal model_version=1 window=session state=hindsight    " + hindsight,
                "model_bias_usd   model_type=normal model_version=1 window=session                    0.5");
    }
}
