package dev.presage.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.contract.PriceBar;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class MarketTest {
    @Test
    void theLastBarIsYesterdays() {
        List<PriceBar> bars = new Market(1, 64).bars(0, LocalDate.of(2026, 1, 5));

        assertThat(bars).hasSize(64);
        assertThat(bars.get(63).closeTime()).isEqualTo(Instant.parse("2026-01-04T21:00:00Z"));
    }

    @Test
    void symbolsDiffer() {
        assertThat(IntStream.range(0, 10_000).mapToObj(Market::symbol).distinct())
                .hasSize(10_000);
    }
}
