package dev.presage.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presage.contract.PriceBar;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HighVolumeTest {
    // 19 days of 185 and a last one of v have a mean of (3515 + v) / 20, 1.5 times which is v at 285.
    @Test
    void countsTheDayItselfIntoTheMeanAndTheBoundIn() {
        assertThat(HighVolume.is(window(185, 285))).isTrue();
        assertThat(HighVolume.is(window(185, 284))).isFalse();
    }

    @Test
    void looksAtTheLastTwentyBarsOnly() {
        BarWindow longer = window(185, 285);
        for (int i = -1; i >= -5; i--) {
            longer = longer.with(Bars.withVolume(i, 1_000_000));
        }

        assertThat(HighVolume.is(longer)).isTrue();
    }

    @Test
    void isNeverADayWithoutTrade() {
        assertThat(HighVolume.is(window(0, 0))).isFalse();
    }

    @Test
    void refusesTooFewBars() {
        assertThatThrownBy(() -> HighVolume.is(BarWindow.empty(30).with(Bars.bar(0))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("high volume needs 20 bars, the window has 1");
    }

    private static BarWindow window(double usual, double last) {
        List<PriceBar> bars = new ArrayList<>();
        for (int i = 0; i < 19; i++) {
            bars.add(Bars.withVolume(i, usual));
        }
        bars.add(Bars.withVolume(19, last));
        return BarWindow.of(30, bars);
    }
}
