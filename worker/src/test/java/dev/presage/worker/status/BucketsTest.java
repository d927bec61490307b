package dev.presage.worker.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class BucketsTest {
    private static final double INFINITE = Double.POSITIVE_INFINITY;
    private final Buckets buckets = new Buckets(List.of(0.1, 0.5, 1.0, INFINITE), List.of(50.0, 40.0, 0.0, 10.0));

    /** As {@code histogram_quantile} of the same buckets in Prometheus: 0.1, 0.5. */
    @Test
    void guessesQuantilesAsPrometheusDoes() {
        assertThat(buckets.quantile(0.25).orElseThrow()).isEqualTo(0.05, within(1e-12));
        assertThat(buckets.quantile(0.5).orElseThrow()).isEqualTo(0.1, within(1e-12));
        assertThat(buckets.quantile(0.7).orElseThrow()).isEqualTo(0.3, within(1e-12));
        assertThat(buckets.quantile(0.9).orElseThrow()).isEqualTo(0.5, within(1e-12));
    }

    @Test
    void namesTheBoundThatIsSure() {
        assertThat(buckets.bound(0.25)).hasValue(0.1);
        assertThat(buckets.bound(0.7)).hasValue(0.5);
        assertThat(buckets.bound(0.95)).hasValue(INFINITE);
        assertThat(buckets.since(buckets).bound(0.5)).isEmpty();
    }

    @Test
    void whatIsBeyondTheLastBoundIsInfinite() {
        assertThat(buckets.quantile(0.95)).hasValue(INFINITE);
    }

    @Test
    void tellsWhichShareIsWithinABound() {
        assertThat(buckets.shareUpTo(0.5)).hasValue(0.9);
        assertThatThrownBy(() -> buckets.shareUpTo(0.4)).hasMessageContaining("0.4 is none of the bounds");
    }

    @Test
    void subtractsWhatWasThereBefore() {
        Buckets before = new Buckets(List.of(0.1, 0.5, 1.0, INFINITE), List.of(50.0, 0.0, 0.0, 10.0));
        assertThat(buckets.since(before).total()).isEqualTo(40);
        assertThat(buckets.since(before).shareUpTo(0.1)).hasValue(0);
        assertThat(buckets.since(new Buckets(List.of(), List.of()))).isEqualTo(buckets);
    }

    @Test
    void saysNothingOfNoValues() {
        assertThat(buckets.since(buckets).quantile(0.5)).isEmpty();
        assertThat(buckets.since(buckets).shareUpTo(0.5)).isEmpty();
        assertThat(new Buckets(List.of(), List.of()).quantile(0.5)).isEmpty();
    }
}
