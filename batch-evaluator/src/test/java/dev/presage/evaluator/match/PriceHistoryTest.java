package dev.presage.evaluator.match;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.contract.PriceBar;
import dev.presage.contract.Ticker;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PriceHistoryTest {
    private static final Ticker AAPL = new Ticker("AAPL");
    private static final Instant MONDAY = Instant.parse("2017-03-06T21:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2017-03-07T21:00:00Z");

    private static PriceBar bar(Instant closeTime, double close) {
        return new PriceBar(AAPL, closeTime, close, close, close, close, 1);
    }

    @Test
    void ordersBarsByCloseTimeHoweverTheyCome() {
        PriceLog log = new PriceLog(0);
        log.add(bar(TUESDAY, 2), 0, 0);
        log.add(bar(MONDAY, 1), 0, 1);

        PriceHistory prices = PriceHistory.of(List.of(log));

        assertThat(prices.closeAfter(AAPL, MONDAY.minusSeconds(1), 1)).contains(new PriceHistory.Close(MONDAY, 1));
        assertThat(prices.closeAfter(AAPL, MONDAY, 1)).contains(new PriceHistory.Close(TUESDAY, 2));
        assertThat(prices.closeAfter(AAPL, MONDAY, 2)).isEmpty();
        assertThat(prices.closeAfter(new Ticker("TSLA"), MONDAY, 1)).isEmpty();
    }

    @Test
    void keepsTheCorrectionWithTheHighestOffsetInAnyOrder() {
        PriceLog oldestFirst = new PriceLog(0);
        oldestFirst.add(bar(MONDAY, 1), 300, 7);
        oldestFirst.add(bar(MONDAY, 2), 200, 8);
        PriceLog newestFirst = new PriceLog(0);
        newestFirst.add(bar(MONDAY, 2), 200, 8);
        newestFirst.add(bar(MONDAY, 1), 300, 7);

        assertThat(PriceHistory.of(List.of(oldestFirst)).closeAt(AAPL, MONDAY)).hasValue(2);
        assertThat(PriceHistory.of(List.of(newestFirst)).closeAt(AAPL, MONDAY)).hasValue(2);
    }

    @Test
    void keepsTheCorrectionStampedLastWhereProducersPartitionDifferently() {
        PriceLog first = new PriceLog(0);
        first.add(bar(MONDAY, 1), 300, 0);
        PriceLog second = new PriceLog(1);
        second.add(bar(MONDAY, 2), 200, 99);

        assertThat(PriceHistory.of(List.of(first, second)).closeAt(AAPL, MONDAY))
                .hasValue(1);
        assertThat(PriceHistory.of(List.of(second, first)).closeAt(AAPL, MONDAY))
                .hasValue(1);
    }

    @Test
    void keepsNanoseconds() {
        Instant precise = Instant.parse("1931-03-06T21:00:00.123456789Z");
        PriceLog log = new PriceLog(0);
        log.add(bar(precise, 1), 0, 0);

        PriceHistory prices = PriceHistory.of(List.of(log));

        assertThat(prices.closeAfter(AAPL, precise.minusNanos(1), 1)).contains(new PriceHistory.Close(precise, 1));
        assertThat(prices.closeAt(AAPL, precise.plusNanos(1))).isEmpty();
    }

    @Test
    void isTheSameInAnotherProcessWithWhereItsBarsLieAndWhatTheyCorrected() throws IOException {
        PriceLog first = new PriceLog(0);
        first.add(bar(MONDAY, 1), 300, 7);
        first.add(bar(MONDAY, 2), 200, 8);
        PriceLog second = new PriceLog(1);
        second.add(bar(TUESDAY.plusNanos(1), 3), 400, 2);
        second.add(new PriceBar(new Ticker("TSLA"), MONDAY, 1, 4, 0.5, 2, 1e9), 400, 1);
        PriceHistory here = PriceHistory.of(List.of(first, second));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        here.write(new DataOutputStream(bytes));

        PriceHistory there = PriceHistory.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));

        Map<Integer, Long> all = Map.of(0, 0L, 1, 0L);
        assertThat(here.arrivedSince(all)).hasSize(3);
        assertThat(there.arrivedSince(all)).isEqualTo(here.arrivedSince(all));
        assertThat(there.closeAfter(AAPL, MONDAY, 1)).contains(new PriceHistory.Close(TUESDAY.plusNanos(1), 3));
    }

    @Test
    void sessionsAreTheZonesDaysOnWhichBarsClosed() {
        PriceLog log = new PriceLog(0);
        // The clocks change on 12 March; the close stays at 16:00 in New York.
        log.add(bar(Instant.parse("2017-03-10T21:00:00Z"), 1), 0, 0);
        log.add(bar(Instant.parse("2017-03-13T20:00:00Z"), 1), 0, 1);
        log.add(bar(Instant.parse("2017-03-13T13:30:00Z"), 1), 0, 2);
        // Midnight belongs to the day that begins.
        log.add(bar(Instant.parse("2017-03-15T04:00:00Z"), 1), 0, 3);
        PriceHistory prices = PriceHistory.of(List.of(log));

        assertThat(prices.sessions(ZoneId.of("America/New_York")))
                .containsExactly(
                        LocalDate.parse("2017-03-10"), LocalDate.parse("2017-03-13"), LocalDate.parse("2017-03-15"));
        assertThat(prices.sessions(ZoneId.of("Asia/Tokyo")))
                .containsExactly(
                        LocalDate.parse("2017-03-11"),
                        LocalDate.parse("2017-03-13"),
                        LocalDate.parse("2017-03-14"),
                        LocalDate.parse("2017-03-15"));
    }

    /** Closes of successive days from Monday on. */
    private static PriceHistory closes(double... closes) {
        PriceLog log = new PriceLog(0);
        for (int i = 0; i < closes.length; i++) {
            log.add(bar(day(i), closes[i]), 0, i);
        }
        return PriceHistory.of(List.of(log));
    }

    private static Instant day(int number) {
        return MONDAY.plus(Duration.ofDays(number));
    }

    @Test
    void aSplitIsNotBelieved() {
        assertThat(closes(100, 50).jumpAfter(AAPL, MONDAY, 1))
                .contains(new PriceHistory.Jump(AAPL, new PriceHistory.Close(TUESDAY, 50), 100));
    }

    @Test
    void aBadBarOnTheWayToTheTruthIsNotBelieved() {
        PriceHistory prices = closes(100, 1000, 101, 102);

        assertThat(prices.jumpAfter(AAPL, MONDAY, 2))
                .as("though the truth itself is right")
                .contains(new PriceHistory.Jump(AAPL, new PriceHistory.Close(TUESDAY, 1000), 100));
        assertThat(prices.jumpAfter(AAPL, TUESDAY, 2))
                .as("from it back")
                .contains(new PriceHistory.Jump(AAPL, new PriceHistory.Close(day(2), 101), 1000));
        assertThat(prices.jumpAfter(AAPL, day(2), 1)).isEmpty();
    }

    @Test
    void aJumpBehindTheTruthIsNotLookedAt() {
        PriceHistory prices = closes(100, 101, 102, 51);

        assertThat(prices.jumpAfter(AAPL, MONDAY, 2)).isEmpty();
        assertThat(prices.jumpAfter(AAPL, MONDAY, 3)).isPresent();
        assertThat(prices.jumpAfter(AAPL, MONDAY, 99)).isPresent();
    }

    @Test
    void aMoveByHalfIsBelievedAndOneByMoreIsNot() {
        assertThat(closes(100, 150).jumpAfter(AAPL, MONDAY, 1)).isEmpty();
        assertThat(closes(150, 100).jumpAfter(AAPL, MONDAY, 1)).isEmpty();
        assertThat(closes(100, 150.01).jumpAfter(AAPL, MONDAY, 1)).isPresent();
        assertThat(closes(150.01, 100).jumpAfter(AAPL, MONDAY, 1)).isPresent();
    }

    @Test
    void whereTheReferenceBarIsNotThereTheFirstMoveAfterItIsNotKnown() {
        PriceHistory prices = closes(100, 200, 50);
        Instant noon = MONDAY.plus(Duration.ofHours(12));

        assertThat(prices.jumpAfter(AAPL, noon, 1)).isEmpty();
        assertThat(prices.jumpAfter(AAPL, noon, 2))
                .contains(new PriceHistory.Jump(AAPL, new PriceHistory.Close(day(2), 50), 200));
        assertThat(prices.jumpAfter(AAPL, MONDAY.minusSeconds(1), 1)).isEmpty();
        assertThat(prices.jumpAfter(new Ticker("TSLA"), MONDAY, 1)).isEmpty();
    }
}
