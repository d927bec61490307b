package dev.presage.evaluator.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.presage.contract.Prediction;
import dev.presage.contract.PredictionJson;
import dev.presage.evaluator.FiguresFixture;
import dev.presage.evaluator.match.PriceHistory;
import dev.presage.evaluator.match.SessionCalendar;
import dev.presage.evaluator.measure.Yardstick;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PredictionIntakeTest {
    private final FiguresFixture fixture = new FiguresFixture();
    private final Yardstick yardstick;

    PredictionIntakeTest() {
        PriceHistory prices = fixture.prices();
        SessionCalendar calendar = FiguresFixture.calendar(
                prices, FiguresFixture.period(fixture.expected.path("cases").get(0)));
        yardstick = new Yardstick(fixture.matcher(prices, calendar), false);
    }

    private static TopicRead read(PredictionIntake intake) {
        return TopicRead.of("predictions", List.of(), List.of(intake));
    }

    @Test
    void countsOverPartsInOtherProcessesWhatOneWouldCount() {
        PredictionIntake here = new PredictionIntake(yardstick);
        here.add(1, 9, "not JSON".getBytes(UTF_8));
        PredictionIntake there = new PredictionIntake(Yardstick.read(yardstick.toBytes()));
        there.add(0, 30, null);
        there.add(0, 31, new byte[70_000]);
        for (Prediction prediction : fixture.predictions) {
            there.add(0, 32, PredictionJson.encode(prediction));
        }
        PredictionIntake empty = new PredictionIntake(yardstick);

        here.merge(there.toBytes());
        here.merge(empty.toBytes());

        TopicRead read = read(here);
        assertThat(read.refused()).isEqualTo(Map.of("malformed_json", 2L, "too_large", 1L));
        assertThat(read.accepted()).isEqualTo(fixture.predictions.size());
        assertThat(read.firstRefusal()).startsWith("partition 0, offset 30: ");
        assertThat(here.forecasts().size()).isEqualTo(there.forecasts().size()).isPositive();
    }

    @Test
    void refusesBytesThatAreNoOther() {
        PredictionIntake intake = new PredictionIntake(yardstick);
        byte[] half = {0, 0, 0, 0};

        assertThatIllegalArgumentException()
                .isThrownBy(() -> intake.merge(half))
                .withMessage("the bytes hold no predictions that were taken in");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Yardstick.read(half))
                .withMessage("the bytes hold no yardstick");
    }
}
