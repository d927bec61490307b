package dev.presage.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SpreadTest {
    @Test
    void theMedianOfAnOddNumberIsTheMiddleOne() {
        assertThat(Spread.of(List.of(9.0, 1.0, 2.0))).isEqualTo(new Spread(2, 1, 9));
    }

    @Test
    void theMedianOfAnEvenNumberLiesBetweenTheMiddleTwo() {
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 9.0)).median()).isEqualTo(3);
    }

    @Test
    void theSpreadIsRelativeToTheMedian() {
        assertThat(Spread.of(List.of(1.0, 2.0, 1.5)).relative()).isCloseTo(0.667, within(0.001));
    }

    @Test
    void isWrittenAsItsMedianWithTheLeastAndTheGreatest() {
        assertThat(new Spread(1234.5, 0.25, 2e6).text("%,.1f")).isEqualTo("1,234.5 (0.3 to 2,000,000.0)");
    }
}
