package dev.presage.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presage.contract.PriceBar;
import dev.presage.contract.Ticker;
import dev.presage.demo.History.Question;
import dev.presage.features.DailyBars;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Asks about the sample bars as they are. */
class HistoryTest {
    private static List<PriceBar> bars = List.of();

    @BeforeAll
    static void readBars() throws Exception {
        bars = DailyBars.read(Path.of("..", "data", "daily-bars.csv"));
    }

    @Test
    void asksTheNormalModelOnceForEveryBarOfTheLastSessions() {
        History history = History.of(bars, 250);

        Instant first = history.sessions().get(0);
        assertThat(history.sessions()).hasSize(250).isSorted();
        assertThat(history.lastSession()).isEqualTo("2017-12-29");
        assertThat(history.questions().stream().filter(q -> q.modelType().equals("normal")))
                .hasSize((int) bars.stream()
                        .filter(bar -> !bar.closeTime().isBefore(first))
                        .count())
                .doesNotHaveDuplicates();
    }

    @Test
    void asksTheEarningsModelOnlyOnDaysOfHighVolume() {
        Set<Question> earnings = History.of(bars, 250).questions().stream()
                .filter(question -> question.modelType().equals("earnings"))
                .collect(Collectors.toSet());

        // TSLA reported on 2017-05-03 (after the close): far more was traded on the day after, not on the day before
        assertThat(earnings)
                .hasSizeBetween(50, 250)
                .contains(new Question(new Ticker("TSLA"), "earnings", close("2017-05-04")))
                .doesNotContain(new Question(new Ticker("TSLA"), "earnings", close("2017-05-02")));
    }

    @Test
    void asksAboutNowOnlyWhereTheNewestSessionHasABar() {
        Set<String> tickers = History.of(bars, 250).newest().stream()
                .map(question -> question.ticker().symbol())
                .collect(Collectors.toSet());

        assertThat(tickers).as("YHOO ended in June").containsExactlyInAnyOrder("AAPL", "COKE", "GOOGL", "TSLA");
    }

    @Test
    void saysHowManySessionsThereAreAtMost() {
        assertThatThrownBy(() -> History.of(bars, 5000))
                .hasMessage("--sessions is 5000, expected at most 734: the bars have 754 sessions, "
                        + "and a prediction needs 20 before it");
    }

    private static Instant close(String day) {
        return DailyBars.closeTime(LocalDate.parse(day));
    }
}
