package dev.presage.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.contract.TrainingDistribution.Bins;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecilesTest {
    @Test
    void eachEdgeIsTheValueAtItsPlace() {
        double[] oneToTwenty = IntStream.rangeClosed(1, 20).asDoubleStream().toArray();

        Bins bins = Deciles.of(oneToTwenty);

        // An edge lies in the bin above it: below 2 is one value, from 18 on are three.
        assertThat(bins)
                .isEqualTo(new Bins(
                        List.of(2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 14.0, 16.0, 18.0),
                        List.of(0.05, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.15)));
    }

    @Test
    void theDaysOfTheWeekAreFiveBins() {
        double[] days = IntStream.range(0, 1000).mapToDouble(i -> i % 5 + 1).toArray();

        assertThat(Deciles.of(days)).isEqualTo(new Bins(List.of(2.0, 3.0, 4.0, 5.0), List.of(0.2, 0.2, 0.2, 0.2, 0.2)));
    }

    @Test
    void whatIsAlwaysTheSameIsOneBin() {
        assertThat(Deciles.of(new double[] {7, 7, 7})).isEqualTo(new Bins(List.of(), List.of(1.0)));
    }

    @Test
    void zeroesOfEitherSignAreTheSame() {
        assertThat(Deciles.of(new double[] {0.0, -0.0, 0.0, -0.0})).isEqualTo(new Bins(List.of(), List.of(1.0)));
    }

    @Test
    void aValueIsABinOfItsOwnWhereThereAreFewerThanTen() {
        assertThat(Deciles.of(new double[] {3, 1, 2, 4}))
                .isEqualTo(new Bins(List.of(2.0, 3.0, 4.0), List.of(0.25, 0.25, 0.25, 0.25)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 9, 10, 11, 99, 1000, 2415})
    void theSharesAreThoseOfTheValuesThatLieInEachBin(int size) {
        double[] values = new Random(size)
                .doubles(size)
                .map(value -> Math.rint(value * 100))
                .toArray();

        Bins bins = Deciles.of(values);

        int[] counts = new int[bins.shares().size()];
        Arrays.stream(values).forEach(value -> counts[bins.bin(value)]++);
        assertThat(bins.shares())
                .isEqualTo(Arrays.stream(counts)
                        .mapToObj(count -> (double) count / size)
                        .toList());
    }
}
