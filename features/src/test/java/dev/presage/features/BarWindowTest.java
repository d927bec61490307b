package dev.presage.features;

import static dev.presage.features.Bars.bar;
import static dev.presage.features.Bars.closeOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presage.contract.PriceBar;
import dev.presage.contract.Ticker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BarWindowTest {
    @Test
    void theSameBarsInAnyOrderMakeTheSameWindow() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            int bars = random.nextInt(60);
            int capacity = 1 + random.nextInt(40);
            List<PriceBar> shuffled = new ArrayList<>(bars(0, bars));
            Collections.shuffle(shuffled, random);

            BarWindow window = windowOf(capacity, shuffled);

            assertThat(Bars.of(window)).as("seed %d", seed).isEqualTo(bars(Math.max(0, bars - capacity), bars));
            assertThat(window.truncated()).as("seed %d", seed).isEqualTo(bars > capacity);
        }
    }

    @Test
    void everyStepOfARandomHistoryEqualsASortedMapAndDisturbsNoOlderWindow() {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            int capacity = 1 + random.nextInt(12);
            TreeMap<Integer, PriceBar> expected = new TreeMap<>();
            List<BarWindow> windows = new ArrayList<>(List.of(BarWindow.empty(capacity)));
            List<List<PriceBar>> contents = new ArrayList<>(List.of(List.of()));
            for (int step = 0; step < 80; step++) {
                int i = random.nextInt(40);
                PriceBar bar = bar(i, 1 + random.nextInt(3));
                expected.put(i, bar);
                if (expected.size() > capacity) {
                    expected.pollFirstEntry();
                }
                BarWindow window = windows.get(windows.size() - 1).with(bar);
                windows.add(window);
                contents.add(List.copyOf(expected.values()));
            }
            for (int step = 0; step < windows.size(); step++) {
                assertThat(Bars.of(windows.get(step)))
                        .as("seed %d step %d", seed, step)
                        .isEqualTo(contents.get(step));
            }
        }
    }

    @Test
    void twoWindowsThatGrowOutOfOneDoNotDisturbEachOther() {
        BarWindow trunk = windowOf(10, bars(0, 3));

        BarWindow one = trunk.with(bar(3, 1)).with(bar(4, 1));
        BarWindow other = trunk.with(bar(3, 2)).with(bar(4, 2));

        assertThat(Bars.of(trunk)).isEqualTo(bars(0, 3));
        assertThat(Bars.of(one).subList(3, 5)).containsExactly(bar(3, 1), bar(4, 1));
        assertThat(Bars.of(other).subList(3, 5)).containsExactly(bar(3, 2), bar(4, 2));
    }

    @Test
    void aViewOfThePastGrowsWithoutDisturbingThePresent() {
        BarWindow window = windowOf(10, bars(0, 5));

        BarWindow past = window.until(closeOf(2)).with(bar(3, 7));

        assertThat(Bars.of(past)).containsExactly(bar(0), bar(1), bar(2), bar(3, 7));
        assertThat(Bars.of(window)).isEqualTo(bars(0, 5));
    }

    @Test
    void aBarWithACloseTimeThatIsThereCorrectsIt() {
        BarWindow window = windowOf(3, bars(0, 4));

        assertThat(Bars.of(window.with(bar(3, 7)))).containsExactly(bar(1), bar(2), bar(3, 7));
        assertThat(Bars.of(window.with(bar(2, 7)))).containsExactly(bar(1), bar(2, 7), bar(3));
        assertThat(Bars.of(window.with(bar(1, 7)))).containsExactly(bar(1, 7), bar(2), bar(3));
        assertThat(window.with(bar(1, 7)).truncated()).isTrue();
        assertThat(windowOf(3, bars(0, 2)).with(bar(1, 7)).truncated()).isFalse();
    }

    @Test
    void anEqualBarLeavesTheVeryWindow() {
        BarWindow window = windowOf(3, bars(0, 3));

        assertThat(window.with(bar(0))).isSameAs(window);
        assertThat(window.with(bar(2))).isSameAs(window);
    }

    @Test
    void aBarOlderThanAFullWindowOnlyMarksItTruncatedAndThatOnce() {
        BarWindow full = windowOf(3, bars(1, 4));
        assertThat(full.truncated()).isFalse();

        BarWindow truncated = full.with(bar(0));

        assertThat(Bars.of(truncated)).isEqualTo(bars(1, 4));
        assertThat(truncated.truncated()).isTrue();
        assertThat(truncated.with(bar(0))).isSameAs(truncated);
    }

    @Test
    void theOldestBarGivesWayToANewerOneInItsPlace() {
        BarWindow window = windowOf(3, List.of(bar(0), bar(1), bar(3)));

        BarWindow filled = window.with(bar(2));

        assertThat(Bars.of(filled)).containsExactly(bar(1), bar(2), bar(3));
        assertThat(filled.truncated()).isTrue();
    }

    @Test
    void untilKeepsABarThatClosesAtThatVeryInstantAndNoneThatClosesLater() {
        BarWindow window = windowOf(5, bars(0, 7));

        assertThat(Bars.of(window.until(closeOf(4)))).isEqualTo(bars(2, 5));
        assertThat(Bars.of(window.until(closeOf(4).minusNanos(1)))).isEqualTo(bars(2, 4));
        assertThat(Bars.of(window.until(closeOf(4).plusNanos(1)))).isEqualTo(bars(2, 5));
        assertThat(window.until(closeOf(6))).isSameAs(window);
        assertThat(window.until(closeOf(2).minusNanos(1)).isEmpty()).isTrue();
        assertThat(window.until(closeOf(1)).truncated()).isTrue();
        assertThat(BarWindow.empty(5).until(closeOf(1)).isEmpty()).isTrue();
    }

    @Test
    void aWindowFromACollectionEqualsOneBuiltBarByBar() {
        List<PriceBar> bars = new ArrayList<>(bars(0, 30));
        bars.add(bar(25, 7));
        Collections.shuffle(bars.subList(0, 30), new Random(1));

        BarWindow window = BarWindow.of(10, bars);

        assertThat(Bars.of(window)).isEqualTo(Bars.of(windowOf(10, bars))).contains(bar(25, 7));
        assertThat(window.truncated()).isTrue();
    }

    @Test
    void refusesABarOfAnotherTicker() {
        PriceBar other = new PriceBar(new Ticker("TSLA"), closeOf(9), 1, 1, 1, 1, 1);

        assertThatThrownBy(() -> windowOf(3, bars(0, 1)).with(other))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ticker is 'TSLA', expected 'AAPL' like the other bars of the window");
    }

    @Test
    void refusesACapacityThatHoldsNoBar() {
        assertThatThrownBy(() -> BarWindow.empty(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("capacity is 0, expected at least 1 bar");
    }

    @Test
    void refusesAPositionOutsideTheWindowEvenWhereTheSharedRoomHoldsABar() {
        BarWindow window = windowOf(3, bars(0, 5));

        assertThatThrownBy(() -> window.get(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> window.get(-1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> BarWindow.empty(3).last()).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void saysWhatItHolds() {
        assertThat(windowOf(2, bars(0, 3)))
                .hasToString("2 bars of AAPL from 2017-03-01T22:00:00Z to 2017-03-01T23:00:00Z"
                        + " (at most 2, older ones dropped)");
        assertThat(BarWindow.empty(2)).hasToString("no bars (at most 2)");
    }

    @Test
    void givesEachValueByItselfAsItsBarHasIt() {
        List<PriceBar> bars = List.of(
                new PriceBar(Bars.AAPL, Instant.parse("1900-01-01T00:00:00.000000001Z"), 0.1, 4, 0.01, 3, 0.0),
                new PriceBar(Bars.AAPL, Instant.parse("1969-12-31T23:59:59.999999999Z"), 2, 5, 1, 4, -0.0),
                new PriceBar(Bars.AAPL, Instant.parse("2199-12-31T23:59:59.999999999Z"), 9, 1e300, 8, 9, 1e301));

        BarWindow window = BarWindow.of(3, bars);

        assertThat(Bars.of(window)).isEqualTo(bars);
        for (int i = 0; i < 3; i++) {
            PriceBar bar = bars.get(i);
            assertThat(new double[] {window.open(i), window.high(i), window.low(i), window.close(i), window.volume(i)})
                    .containsExactly(bar.open(), bar.high(), bar.low(), bar.close(), bar.volume());
            assertThat(Instant.EPOCH.plusNanos(window.closeTimeNanos(i))).isEqualTo(bar.closeTime());
        }
        assertThat(window.lastCloseTime()).isEqualTo(bars.get(2).closeTime());
        assertThatThrownBy(() -> window.close(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> BarWindow.empty(1).lastCloseTime()).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void untilTakesAnyInstantWhatever() {
        BarWindow window = windowOf(5, bars(0, 3));

        assertThat(window.until(Instant.MAX)).isSameAs(window);
        assertThat(window.until(Instant.ofEpochMilli(Long.MAX_VALUE))).isSameAs(window);
        assertThat(window.until(Instant.MIN).isEmpty()).isTrue();
        assertThat(window.until(Instant.ofEpochMilli(Long.MIN_VALUE)).isEmpty()).isTrue();
    }

    @Test
    void aWindowKeepsLittleSpareRoomOnceItIsFull() {
        BarWindow window = BarWindow.empty(512);
        for (int i = 0; i < 3 * 512; i++) {
            window = window.with(bar(i));
            assertThat(window.room()).isLessThanOrEqualTo(512 + 64);
            if (i > 16 && i < 300) {
                assertThat(window.room()).isLessThanOrEqualTo(3 * window.size() / 2);
            }
        }
        assertThat(window.with(bar(1500, 7)).room()).isLessThanOrEqualTo(512 + 64);
        assertThat(BarWindow.empty(Integer.MAX_VALUE).with(bar(0)).room()).isLessThan(16);
    }

    @Test
    void aFullWindowIsCopiedOnceInManyAppends() {
        BarWindow window = windowOf(512, bars(0, 2048));
        int copies = 0;
        for (int i = 2048; i < 2048 + 640; i++) {
            BarWindow next = window.with(bar(i));
            copies += next.sharesMemoryWith(window) ? 0 : 1;
            window = next;
        }
        assertThat(copies).isLessThanOrEqualTo(10);
    }

    private static List<PriceBar> bars(int from, int to) {
        return IntStream.range(from, to).mapToObj(Bars::bar).toList();
    }

    private static BarWindow windowOf(int capacity, List<PriceBar> bars) {
        BarWindow window = BarWindow.empty(capacity);
        for (PriceBar bar : bars) {
            window = window.with(bar);
        }
        return window;
    }
}
