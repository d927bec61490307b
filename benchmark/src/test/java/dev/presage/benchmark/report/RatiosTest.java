package dev.presage.benchmark.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.benchmark.measure.Run;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RatiosTest {
    @Test
    void comparesRunsOfTheSameRound() {
        Ratios ratios =
                new Ratios(List.of(run("bare", 1, 1), run("worker", 1, 2), run("worker", 2, 12), run("bare", 2, 4)));

        assertThat(ratios.toBare("worker", Run::cpuPerMillion)).contains(new Spread(2.5, 2, 3));
    }

    @Test
    void leavesOutARoundWithoutTheBareLoop() {
        Ratios ratios = new Ratios(List.of(run("bare", 1, 1), run("worker", 1, 2), run("worker", 2, 12)));

        assertThat(ratios.toBare("worker", Run::cpuPerMillion)).contains(new Spread(2, 2, 2));
    }

    @Test
    void saysNothingOfWhoDidNotRun() {
        assertThat(new Ratios(List.of(run("bare", 1, 1))).toBare("naive", Run::cpuPerMillion))
                .isEmpty();
    }

    static Run run(String contender, int round, double cpuSeconds) {
        return new Run(contender, round, 1_000_000, 2, cpuSeconds, 0.5, 400_000_000, 0);
    }
}
