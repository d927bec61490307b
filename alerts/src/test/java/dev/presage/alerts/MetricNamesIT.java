package dev.presage.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.alerts.Selector.LabelMatcher;
import dev.presage.alerts.Selector.Series;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A rule that asks for a metric or a label that no program exposes is silent for ever, and a board's panel empty. So all that the rules,
 * the boards and the runbooks ask for is looked up in pages of the running programs.
 */
class MetricNamesIT {
    /** Prometheus makes these itself, for each scrape. */
    private static final Set<String> OF_THE_SCRAPE =
            Set.of("up", "scrape_samples_post_metric_relabeling", "scrape_samples_scraped", "scrape_duration_seconds");

    private static final Pattern QUERY = Pattern.compile("promtool query instant \\S+ '([^']+)'");

    /** Pages by job. Where there are several, of different versions, each must show what is asked for. */
    private static Map<String, List<MetricsPage>> pages = Map.of();

    @BeforeAll
    static void readPages() {
        pages = Map.of(
                "prediction-worker",
                List.of(MetricsPage.read(
                        Repository.file("acceptance/target/metrics.prom"),
                        "prediction-worker",
                        "the tests of acceptance write it (./mvnw verify)")),
                "prediction-api",
                List.of(MetricsPage.read(
                        Repository.file("acceptance/target/api-metrics.prom"),
                        "prediction-api",
                        "the tests of acceptance write it (./mvnw verify)")),
                "model-evaluator",
                List.of(MetricsPage.read(
                        Repository.file("batch-evaluator/target/metrics.prom"),
                        "pushgateway",
                        "the tests of batch-evaluator write it (./mvnw verify)")),
                "prometheus",
                captured("prometheus"),
                "alertmanager",
                captured("alertmanager"),
                "pushgateway",
                captured("pushgateway"));
    }

    private static List<MetricsPage> captured(String job) {
        return Repository.files("alerts/src/test/resources/pages", ".prom").stream()
                .filter(file -> file.getFileName().toString().startsWith(job + "-"))
                .map(file -> MetricsPage.read(file, job, "see the README beside it"))
                .toList();
    }

    static Stream<Query> queries() {
        return Query.all();
    }

    static Stream<String> runbooks() {
        return Repository.files("alerts/runbooks", ".md").stream().map(Repository::name);
    }

    @ParameterizedTest
    @MethodSource("queries")
    void theProgramsExposeWhatRulesAndBoardsAskFor(Query query) {
        assertThat(missing(query.expr())).as(query.of()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("runbooks")
    void theProgramsExposeWhatTheRunbooksQuery(String runbook) {
        Matcher query = QUERY.matcher(Repository.read(Repository.file(runbook)));
        while (query.find()) {
            assertThat(missing(query.group(1))).as(query.group(1)).isEmpty();
        }
    }

    @Test
    void aNameOrALabelThatNobodyExposesIsFound() {
        assertThat(missing("prediction_reqests_total{job=\"prediction-worker\"}"))
                .hasSize(1);
        assertThat(missing("prediction_requests_total{job=\"prediction-worker\", outcome=\"lost\"}"))
                .hasSize(1);
        assertThat(missing("prediction_requests_total{job=\"prediction-worker\", outcome=~\"predicted|lost\"}"))
                .hasSize(1);
        assertThat(missing("prediction_requests_total{job=\"prometheus\"}")).hasSize(1);
        assertThat(missing("up{job=\"prediction-woker\"}")).hasSize(1);
        assertThat(missing("job:no_such_thing:sum{job=\"prediction-worker\"}")).hasSize(1);
        assertThat(missing("ALERTS{severity=\"catastrophic\"}")).hasSize(1);
        assertThat(missing("ALERTS{alertstate=\"ringing\"}")).hasSize(1);
        assertThat(missing("ALERTS{alertname=\"WatchDog\"}")).hasSize(1);
    }

    /** The selectors of an expression that nothing answers. */
    private static List<Selector> missing(String expr) {
        return Selector.in(expr).stream()
                .flatMap(selector -> selector.alternatives().stream())
                .filter(selector -> !isExposed(selector))
                .toList();
    }

    private static boolean isExposed(Selector selector) {
        if (Query.OF_THE_ALERTS.contains(selector.metric())) {
            return Rule.alerts().stream().anyMatch(alert -> isOf(alert, selector));
        }
        LabelMatcher job = selector.matcher("job").orElseThrow();
        if (selector.metric().contains(":")) {
            return Rule.all().stream()
                    .anyMatch(rule -> !rule.alerting() && rule.name().equals(selector.metric()));
        }
        if (OF_THE_SCRAPE.contains(selector.metric())) {
            return scrapeJobs().stream().anyMatch(job::matches);
        }
        List<MetricsPage> pagesOfJob = pages.getOrDefault(job.value(), List.of());
        return !pagesOfJob.isEmpty() && pagesOfJob.stream().allMatch(page -> page.shows(selector));
    }

    private static boolean isOf(Rule alert, Selector selector) {
        return Stream.of("pending", "firing").anyMatch(state -> {
            Map<String, String> labels = new HashMap<>(alert.labels());
            labels.putAll(Map.of("alertname", alert.name(), "alertstate", state));
            return selector.matches(new Series(selector.metric(), labels));
        });
    }

    private static Set<String> scrapeJobs() {
        return Yaml.parse(Repository.read(Repository.file("prometheus.yml"))).maps("scrape_configs").stream()
                .map(job -> job.text("job_name"))
                .collect(Collectors.toSet());
    }
}
