package dev.presage.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What rules and boards alike must heed when they ask. */
class QueriesTest {
    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern RANGE = Pattern.compile("\\[([0-9a-z]+)(?::[0-9a-z]*)?]");
    private static final Pattern COUNT_IS_NOTHING =
            Pattern.compile("\\bcount\\s*(?:\\(|by|without)[\\s\\S]*==\\s*0(?![.0-9])");

    static Stream<Query> queries() {
        return Query.all();
    }

    @ParameterizedTest
    @MethodSource("queries")
    void everySelectorNamesAJob(Query query) {
        assertThat(Selector.in(query.expr()))
                .filteredOn(selector -> !Query.OF_THE_ALERTS.contains(selector.metric()))
                .allSatisfy(selector -> assertThat(selector.matcher("job"))
                        .as("job of %s in %s", selector, query.of())
                        .isPresent());
    }

    /** Grafana's {@code $__rate_interval} is four scrapes, and {@code $__range} what the reader chose. */
    @ParameterizedTest
    @MethodSource("queries")
    void everyRangeHoldsAtLeastFourScrapes(Query query) {
        Yaml global =
                Yaml.parse(Repository.read(Repository.file("prometheus.yml"))).map("global");
        Duration least = Durations.parse(global.text("scrape_interval")).multipliedBy(4);

        Matcher range = RANGE.matcher(STRING.matcher(query.expr()).replaceAll("\"\""));
        while (range.find()) {
            assertThat(Durations.parse(range.group(1)))
                    .as("range %s of %s", range.group(), query.of())
                    .isGreaterThanOrEqualTo(least);
        }
    }

    /** A count is never 0: of nothing there is none. */
    @ParameterizedTest
    @MethodSource("queries")
    void noCountIsComparedWithNothing(Query query) {
        assertThat(query.expr()).doesNotContainPattern(COUNT_IS_NOTHING);
    }

    @ParameterizedTest
    @MethodSource("counting")
    void recognisesACountComparedWithNothing(String expr) {
        assertThat(expr).containsPattern(COUNT_IS_NOTHING);
    }

    static List<String> counting() {
        return List.of(
                "count(up{job=\"x\"}) == 0", "count by (job) (up{job=\"x\"} == 1) == 0", "count without(a) (b) ==0");
    }
}
