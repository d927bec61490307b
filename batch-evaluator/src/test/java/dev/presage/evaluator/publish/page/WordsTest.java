package dev.presage.evaluator.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void tellsRatiosInPercentThatDoNotBreak() {
        assertThat(Words.percent(0.4801)).isEqualTo("48.0\u00a0%");
        assertThat(Words.percent(-0.0123)).isEqualTo("−1.2\u00a0%");
        assertThat(Words.percentNumber(0.0123, 2)).isEqualTo("1.23");
    }

    @Test
    void tellsWhatIsNotKnownByADash() {
        assertThat(Words.percent(null)).isEqualTo("–");
        assertThat(Words.number(Double.NaN, 2)).isEqualTo("–");
        assertThat(Words.number(Double.POSITIVE_INFINITY, 2)).isEqualTo("–");
    }

    @Test
    void knowsNoNegativeZero() {
        assertThat(Words.number(-0.0004, 3)).isEqualTo("0.000");
        assertThat(Words.number(-0.0006, 3)).isEqualTo("−0.001");
    }

    @Test
    void groupsLongCountsAndKnowsOneFromMany() {
        assertThat(Words.count(9999)).isEqualTo("9999");
        assertThat(Words.count(1_234_567)).isEqualTo("1\u202f234\u202f567");
        assertThat(Words.count(1, "forecast")).isEqualTo("1 forecast");
        assertThat(Words.count(0, "forecast")).isEqualTo("0 forecasts");
    }

    @Test
    void neverSaysThatSomethingIsImpossibleByChance() {
        assertThat(Words.probability(0.000_12)).isEqualTo("p < 0.001");
        assertThat(Words.probability(0.0171)).isEqualTo("p = 0.017");
        assertThat(Words.probability(0.43)).isEqualTo("p = 0.43");
    }

    @Test
    void tellsDaysTimesAndDurations() {
        assertThat(Words.days("2017-03-01", "2017-03-01")).isEqualTo("Wednesday, 1 March 2017");
        assertThat(Words.days("2016-03-01", "2017-03-01")).isEqualTo("1 March 2016 to 1 March 2017");
        assertThat(Words.time("2017-03-01T21:00:59.5Z")).isEqualTo("2017-03-01\u00a021:00\u00a0UTC");
        assertThat(Words.duration("PT168H")).isEqualTo("7 days");
        assertThat(Words.duration("PT12H")).isEqualTo("12 hours");
    }

    @Test
    void leavesAsItIsWhatIsNoTime() {
        assertThat(Words.days("<b>", "2017-03-01")).isEqualTo("<b> to 1 March 2017");
        assertThat(Words.time("yesterday")).isEqualTo("yesterday");
        assertThat(Words.duration("a while")).isEqualTo("a while");
    }
}
