package dev.presage.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.alerts.Selector.Series;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SelectorTest {

    @Test
    void findsMetricsAmongFunctionsAggregationsAndLabelLists() {
        String expr =
                """
                sum by (job, reason) (increase(rejections_total{job="w", reason=~"a|b"}[15m])) > 0 # of rate(x_total[1m])
                  and on (job) (1 - rate(slow_bucket{le="0.5"}[5m] offset 1h) / ignoring (le) group_left (le) requests) > bool 1e3
                  unless max without (instance) (job:ratio:sum) == vector(time()) or absent(up{job="{not} a, selector"})
                """;

        assertThat(Selector.in(expr))
                .extracting(Selector::toString)
                .containsExactly(
                        "rejections_total{job=\"w\", reason=~\"a|b\"}",
                        "slow_bucket{le=\"0.5\"}",
                        "requests{}",
                        "job:ratio:sum{}",
                        "up{job=\"{not} a, selector\"}");
    }

    @Test
    void findsNothingInAConstant() {
        assertThat(Selector.in("vector(1)")).isEmpty();
    }

    @Test
    void matchesAsPrometheusDoes() {
        Series series = new Series("m", Map.of("job", "worker", "le", "0.5"));

        assertThat(Selector.in("m{job=\"worker\", le!=\"1.0\", job=~\"work.+\", other=\"\"}")
                        .get(0)
                        .matches(series))
                .isTrue();
        assertThat(Selector.in("m{job=~\"work\"}").get(0).matches(series)).isFalse();
        assertThat(Selector.in("m{job!~\"work.*\"}").get(0).matches(series)).isFalse();
        assertThat(Selector.in("n{job=\"worker\"}").get(0).matches(series)).isFalse();
    }

    @Test
    void expandsAlternativesSoThatEachMustExist() {
        assertThat(Selector.in("m{reason=~\"a|b\", le=\"1\"}").get(0).alternatives())
                .extracting(Selector::toString)
                .containsExactlyInAnyOrder("m{le=\"1\", reason=\"a\"}", "m{le=\"1\", reason=\"b\"}");
    }
}
