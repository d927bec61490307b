package dev.presage.worker.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void agesHaveTwoUnits() {
        assertThat(Words.age(Duration.ofSeconds(-3))).isEqualTo("0 s");
        assertThat(Words.age(Duration.ofSeconds(59))).isEqualTo("59 s");
        assertThat(Words.age(Duration.ofMinutes(1))).isEqualTo("1 min");
        assertThat(Words.age(Duration.ofSeconds(3_599))).isEqualTo("59 min 59 s");
        assertThat(Words.age(Duration.ofMinutes(125))).isEqualTo("2 h 5 min");
        assertThat(Words.about(Duration.ofSeconds(296))).isEqualTo("5 min");
        assertThat(Words.about(Duration.ofSeconds(66))).isEqualTo("66 s");
        assertThat(Words.age(Duration.ofHours(50))).isEqualTo("2 d 2 h");
        assertThat(Words.time(Instant.parse("2026-11-20T21:00:00.5Z"))).isEqualTo("2026-11-20 21:00 UTC");
    }

    @Test
    void figuresHaveThreeDigits() {
        assertThat(Words.figure(0)).isEqualTo("0");
        assertThat(Words.figure(0.41666)).isEqualTo("0.417");
        assertThat(Words.figure(9.999)).isEqualTo("10.0");
        assertThat(Words.figure(99.96)).isEqualTo("100");
        assertThat(Words.count(1_234_567.0)).isEqualTo("1,234,567");
        assertThat(Words.percent(OptionalDouble.of(0.4801))).isEqualTo("48.0 %");
        assertThat(Words.percent(OptionalDouble.empty())).isEqualTo("–");
    }

    @Test
    void durationsHaveTheirUnit() {
        assertThat(Words.seconds(OptionalDouble.of(0.000_25))).isEqualTo("250 µs");
        assertThat(Words.seconds(OptionalDouble.of(0.012))).isEqualTo("12.0 ms");
        assertThat(Words.seconds(OptionalDouble.of(61))).isEqualTo("61.0 s");
        assertThat(Words.seconds(OptionalDouble.of(Double.POSITIVE_INFINITY))).isEqualTo("off the scale");
        assertThat(Words.seconds(OptionalDouble.empty())).isEqualTo("–");
    }
}
