package dev.presage.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presage.contract.TrainingDistribution.Bins;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingDistributionTest {
    private static final Bins THREE = new Bins(List.of(-1.5, 0.0), List.of(0.25, 0.5, 0.25));
    private static final Bins ONE = new Bins(List.of(), List.of(1.0));

    @ParameterizedTest
    @CsvSource({
        "-Infinity, 0",
        "-1.5000000000000002, 0",
        "-1.5, 1",
        "-4.9E-324, 1",
        "-0.0, 2",
        "0, 2",
        "4.9E-324, 2",
        "Infinity, 2"
    })
    void aValueThatEqualsAnEdgeLiesInTheBinAboveIt(double value, int bin) {
        assertThat(THREE.bin(value)).isEqualTo(bin);
    }

    @ParameterizedTest
    @CsvSource({"-1", "0", "7"})
    void whereThereIsOneBinEveryValueLiesInIt(double value) {
        assertThat(ONE.bin(value)).isZero();
    }

    @Test
    void noNumberLiesInNoBin() {
        assertThatThrownBy(() -> THREE.bin(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a value is NaN, expected a number");
    }

    @Test
    void thereAreAtMostAHundredBins() {
        List<Double> shares = Collections.nCopies(101, 1.0 / 101);
        List<Double> edges = new ArrayList<>();
        for (int edge = 0; edge < 100; edge++) {
            edges.add((double) edge);
        }

        assertThatThrownBy(() -> new Bins(edges, shares))
                .hasMessage("the number of shares is 101, expected one more than that of edges, which is 100,"
                        + " and at most 100");
        assertThat(new Bins(edges.subList(0, 99), Collections.nCopies(100, 0.01)).shares())
                .hasSize(100);
    }

    @Test
    void noShareIsMissing() {
        assertThatThrownBy(() -> new Bins(List.of(1.0), List.of(0.5, Double.NaN)))
                .hasMessage("shares[1] is NaN, expected a ratio above 0 and of at most 1");
        assertThatThrownBy(() -> new Bins(List.of(1.0), List.of(0.5, 0.25)))
                .hasMessage("the sum of shares is 0.75, expected 1 within 1.0E-9");
    }

    @Test
    void keepsItsFeaturesWhateverBecomesOfThoseGiven() {
        Map<String, Bins> given = new LinkedHashMap<>(Map.of("range", THREE));
        given.put("gap", ONE);

        TrainingDistribution distribution = new TrainingDistribution(4, THREE, given);
        given.clear();

        assertThat(distribution.features()).containsExactly(Map.entry("range", THREE), Map.entry("gap", ONE));
        assertThat(distribution.features()).isUnmodifiable();
    }
}
