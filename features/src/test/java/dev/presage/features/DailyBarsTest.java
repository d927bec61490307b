package dev.presage.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presage.contract.PriceBar;
import dev.presage.contract.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DailyBarsTest {
    private static final String HEADER = "date,ticker,open,high,low,close,volume\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void readsAllBarsOfTheSampleData() throws IOException {
        List<PriceBar> bars = DailyBars.read(Path.of("../data/daily-bars.csv"));

        assertThat(bars).hasSize(3634);
        assertThat(bars.get(0))
                .isEqualTo(new PriceBar(
                        new Ticker("AAPL"),
                        Instant.parse("2015-01-02T21:00:00Z"),
                        105.8210,
                        105.8685,
                        101.9829,
                        103.8640,
                        53204626));
        assertThat(bars.stream().map(PriceBar::ticker).map(Ticker::symbol).distinct())
                .containsExactly("AAPL", "COKE", "GOOGL", "TSLA", "YHOO");
    }

    @Test
    void closesAtSixteenInNewYorkInSummerAndInWinter() throws IOException {
        List<PriceBar> bars = DailyBars.read(file(HEADER + "2017-03-10,AAPL,2,3,1,2,5\n2017-03-13,AAPL,2,3,1,2,5\n"));

        assertThat(bars)
                .extracting(PriceBar::closeTime)
                .containsExactly(Instant.parse("2017-03-10T21:00:00Z"), Instant.parse("2017-03-13T20:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2017-02-30,AAPL,2,3,1,2,5  | date is '2017-02-30', expected a day such as 2016-12-30",
                "2017-03-01,AA PL,2,3,1,2,5 | ticker is 'AA PL', expected 1 to 32 of the characters A-Z a-z 0-9 . _ : = ^ / -",
                "2017-03-01,AAPL,,3,1,2,5   | open is '', expected a number such as 105.82",
                "2017-03-01,AAPL,2,NaN,1,2,5 | high is 'NaN', expected a number such as 105.82",
                "2017-03-01,AAPL,2,3,0x1p3,2,5 | low is '0x1p3', expected a number such as 105.82",
                "2017-03-01,AAPL,2,3,1,7,5  | close is 7.0, expected a price from low 1.0 to high 3.0",
                "2017-03-01,AAPL,-2,3,1,2,5 | open is -2.0, expected a finite price above 0",
                "2017-03-01,AAPL,2,3,1,2,1e999 | volume is Infinity, expected a finite number of at least 0",
                "2017-03-01,AAPL,2,3,1,2    | the line has 6 columns, expected 7 (date,ticker,open,high,low,close,volume)",
                "2017-02-28,AAPL,2,3,1,2,6  | a second bar of AAPL that day, expected one per day",
            })
    void refusesABadLineByFileLineColumnAndValue(String line, String problem) throws IOException {
        Path file = file(HEADER + "2017-02-28,AAPL,2,3,1,2,5\n" + line + "\n");

        assertThatThrownBy(() -> DailyBars.read(file))
                .isInstanceOf(DailyBars.InvalidLineException.class)
                .hasMessage(file + ", line 3: " + problem);
    }

    @Test
    void refusesAFileWithAnotherHeader() throws IOException {
        Path file = file("Date,Close\u0007\n");

        assertThatThrownBy(() -> DailyBars.read(file))
                .hasMessage(file + ", line 1: the header is 'Date,Close\\u0007', expected"
                        + " 'date,ticker,open,high,low,close,volume'");
    }

    @Test
    void refusesAnEmptyFile() throws IOException {
        Path file = file("");

        assertThatThrownBy(() -> DailyBars.read(file)).hasMessageContaining("line 1: the header is ''");
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("bars.csv"), content);
    }
}
