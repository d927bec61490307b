package dev.presage.worker.window;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.contract.PriceBar;
import dev.presage.contract.PriceBarJson;
import dev.presage.contract.Ticker;
import dev.presage.worker.answer.KnownForecasts;
import dev.presage.worker.decode.BytesReference;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PriceBarProcessorTest {
    private static final Ticker AAPL = new Ticker("AAPL");
    private static final Instant CLOSE = Instant.parse("2017-03-01T21:00:00Z");

    private final PriceWindows windows = new PriceWindows(3, 2);
    private final List<String> told = new ArrayList<>();
    private final PriceBarProcessor processor = new PriceBarProcessor(windows, new PriceBarProcessor.BarListener() {
        @Override
        public void taken(PriceBar bar) {
            told.add("taken " + bar.closeTime());
        }

        @Override
        public void refused(BarRejection reason, String message) {
            told.add(reason + ": " + message);
        }
    });

    @BeforeEach
    void init() {
        MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
        context.setRecordMetadata("prices", 4, 17);
        processor.init(context);
    }

    @Test
    void keepsABar() {
        take(bar(AAPL, CLOSE, 100));
        assertThat(closes(AAPL)).containsExactly(100.0);
        assertThat(told).containsExactly("taken 2017-03-01T21:00:00Z");
        assertThat(windows.newestClose()).contains(CLOSE);
    }

    @Test
    void aBarOfTheSameCloseTimeCorrectsTheEarlierOne() {
        take(bar(AAPL, CLOSE, 100));
        KnownForecasts before = forecasts(AAPL);
        take(bar(AAPL, CLOSE, 101));
        assertThat(closes(AAPL)).containsExactly(101.0);
        assertThat(forecasts(AAPL)).isNotSameAs(before);
    }

    @Test
    void theSameBarAgainChangesNothing() {
        take(bar(AAPL, CLOSE, 100));
        KnownForecasts before = forecasts(AAPL);
        take(bar(AAPL, CLOSE, 100));
        assertThat(forecasts(AAPL)).isSameAs(before);
    }

    @Test
    void olderBarsArePutInOrderAndTheOldestGoFirst() {
        take(bar(AAPL, CLOSE.plusSeconds(2), 102));
        take(bar(AAPL, CLOSE, 100));
        take(bar(AAPL, CLOSE.plusSeconds(3), 103));
        take(bar(AAPL, CLOSE.plusSeconds(1), 101));
        assertThat(closes(AAPL)).containsExactly(101.0, 102.0, 103.0);
    }

    @Test
    void refusesTheBarsOfOneTickerTooMany() {
        take(bar(AAPL, CLOSE, 100));
        take(bar(new Ticker("COKE"), CLOSE, 50));
        told.clear();
        take(bar(new Ticker("TSLA"), CLOSE, 200));
        assertThat(told)
                .containsExactly(
                        "TOO_MANY_TICKERS: prices-4@17: ticker is TSLA, expected one of the tickers kept already:"
                                + " there are as many as may be");
        assertThat(windows.get(new Ticker("TSLA"))).isNull();
    }

    @Test
    void refusesARecordWhoseKeyIsNotItsTicker() {
        process("COKE", PriceBarJson.encode(bar(AAPL, CLOSE, 100)), CLOSE.toEpochMilli());
        process("\n".repeat(33), PriceBarJson.encode(bar(AAPL, CLOSE, 100)), CLOSE.toEpochMilli());
        assertThat(told)
                .containsExactly(
                        "WRONG_KEY: prices-4@17: the record's key is 'COKE', expected its ticker AAPL",
                        "WRONG_KEY: prices-4@17: the record's key is '" + "?".repeat(32)
                                + "…', expected its ticker AAPL");
    }

    @Test
    void refusesARecordWhoseKeyOrValueWasTooLargeToBeKept() {
        byte[] standIn = BytesReference.standIn(ByteBuffer.allocate(70_000));
        processor.process(new Record<>(standIn, PriceBarJson.encode(bar(AAPL, CLOSE, 100)), CLOSE.toEpochMilli()));
        processor.process(new Record<>(standIn, standIn, CLOSE.toEpochMilli()));
        assertThat(told)
                .containsExactly(
                        "WRONG_KEY: prices-4@17: the record's key is one of 70000 bytes, expected its ticker AAPL",
                        "TOO_LARGE: prices-4@17: the record's value has 70000 bytes, expected a price bar");
    }

    @Test
    void refusesARecordWithoutAKeyBecauseARestartWouldNotReadItAgain() {
        processor.process(new Record<>(null, PriceBarJson.encode(bar(AAPL, CLOSE, 100)), CLOSE.toEpochMilli()));
        assertThat(told)
                .containsExactly("WRONG_KEY: prices-4@17: the record's key is missing, expected its ticker AAPL");
    }

    @Test
    void refusesABarThatClosesAfterItWasPublished() {
        process("AAPL", PriceBarJson.encode(bar(AAPL, CLOSE, 100)), CLOSE.toEpochMilli() - 1);
        assertThat(told)
                .containsExactly(
                        "CLOSES_IN_FUTURE: prices-4@17: close_time is 2017-03-01T21:00:00Z, expected at or before"
                                + " the record's timestamp 2017-03-01T20:59:59.999Z");
    }

    @Test
    void refusesWhatIsNoBar() {
        process("AAPL", "{\"ticker\":".getBytes(UTF_8), CLOSE.toEpochMilli());
        processor.process(new Record<>("AAPL".getBytes(UTF_8), null, CLOSE.toEpochMilli()));
        assertThat(told).hasSize(2).allMatch(line -> line.startsWith("MALFORMED_JSON: prices-4@17: "));
        assertThat(windows.tickers()).isEmpty();
    }

    @Test
    void aDefectCostsABarAndNotTheWorker() {
        List<BarRejection> refused = new ArrayList<>();
        PriceBarProcessor defective = new PriceBarProcessor(windows, new PriceBarProcessor.BarListener() {
            @Override
            public void taken(PriceBar bar) {
                throw new IllegalStateException("a defect");
            }

            @Override
            public void refused(BarRejection reason, String message) {
                refused.add(reason);
            }
        });
        defective.init(new MockProcessorContext<>());
        defective.process(
                new Record<>("AAPL".getBytes(UTF_8), PriceBarJson.encode(bar(AAPL, CLOSE, 100)), CLOSE.toEpochMilli()));
        assertThat(refused).containsExactly(BarRejection.INTERNAL_ERROR);
    }

    @Test
    void noBytesAreMoreThanARefusedBar() {
        process(
                "AAPL",
                new byte[] {0, 0, 0, '{', 127, 1, 2, 3},
                CLOSE.toEpochMilli()); // UTF-32, but no character of it
        process("AAPL", new byte[] {0, 0, (byte) 0xff, (byte) 0xfe, 1}, CLOSE.toEpochMilli());
        process("AAPL", new byte[0], CLOSE.toEpochMilli());
        assertThat(told).hasSize(3).allMatch(line -> line.startsWith("MALFORMED_JSON: "));
    }

    private void take(PriceBar bar) {
        process(bar.ticker().symbol(), PriceBarJson.encode(bar), bar.closeTime().toEpochMilli());
    }

    private void process(String key, byte[] value, long timestamp) {
        processor.process(new Record<>(key.getBytes(UTF_8), value, timestamp));
    }

    private static PriceBar bar(Ticker ticker, Instant close, double price) {
        return new PriceBar(ticker, close, price, price, price, price, 1000);
    }

    private List<Double> closes(Ticker ticker) {
        var bars = requireNonNull(windows.get(ticker)).bars();
        List<Double> closes = new ArrayList<>();
        for (int i = 0; i < bars.size(); i++) {
            closes.add(bars.get(i).close());
        }
        return closes;
    }

    private KnownForecasts forecasts(Ticker ticker) {
        return requireNonNull(windows.get(ticker)).forecasts();
    }
}
