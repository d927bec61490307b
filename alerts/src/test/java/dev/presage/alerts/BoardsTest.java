package dev.presage.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BoardsTest {
    private static final List<Rule> RULES = Rule.parse(
            List.of(
                    """
            groups:
              - name: g
                rules:
                  - alert: Slow
                    expr: 1 - job:fast:rate5m{job="x"} > 14.4 * 0.01 and on () time() - seen{job="x", n!="7"} < 5 * 86400
                    annotations: {runbook_url: "https://a/alerts/runbooks/Slow.md"}
                  - record: job:fast:rate5m
                    expr: sum by (job) (rate(fast_bucket{job="x", le="0.5"}[5m]))
            """));
    private static final Pattern RUNBOOKS = Pattern.compile("https?://[^\\s\"]*/alerts/runbooks\\b");
    private static final String GOOD =
            """
            {"uid": "one", "tags": ["t"], "links": [{"type": "dashboards", "tags": ["t"]}],
             "templating": {"list": [
               {"name": "datasource", "type": "datasource", "current": {"value": "prometheus"}, "options": []},
               {"name": "model", "type": "query", "definition": "label_values(m{job=\\"x\\"}, model)", "allValue": ".*"},
               {"name": "window", "type": "custom", "options": [{"value": "day"}, {"value": "week"}]}]},
             "annotations": {"list": [{"name": "starts", "expr": "started{job=\\"x\\"}"}]},
             "panels": [
               {"id": 1, "type": "row", "title": "R", "collapsed": false, "gridPos": {"x": 0, "y": 0, "w": 24, "h": 1}},
               {"id": 2, "type": "stat", "title": "In time", "description": "D.", "gridPos": {"x": 0, "y": 1, "w": 24, "h": 4},
                "datasource": {"uid": "${datasource}"},
                "links": [{"title": "Runbook: Slow", "url": "https://a/alerts/runbooks/Slow.md"}, {"title": "o", "url": "/d/two"}],
                "targets": [{"expr": "1 - slow{model=~\\"$model\\"}"}],
                "fieldConfig": {"defaults": {"unit": "percentunit", "noValue": "None",
                  "thresholds": {"steps": [{"color": "red", "value": null}, {"color": "green", "value": 0.856}]}}}},
               {"id": 3, "type": "row", "title": "S", "collapsed": true, "gridPos": {"x": 0, "y": 5, "w": 24, "h": 1}, "panels": [
                 {"id": 4, "type": "state-timeline", "title": "Up", "description": "D.", "gridPos": {"x": 0, "y": 6, "w": 24, "h": 4},
                  "datasource": {"uid": "${datasource}"}, "targets": [{"expr": "up{w=\\"$window\\"}[$__rate_interval]"}],
                  "fieldConfig": {"defaults": {"noValue": "None"}}}]}]}
            """;
    private static final Board OTHER =
            Board.parse("two.json", GOOD.replace("\"one\"", "\"two\"").replace("/d/two", "/d/one"));

    @Test
    void theBoardsCanBeReadByWhoeverIsWoken() {
        assertThat(BoardLint.problems(Board.all(), Rule.all())).isEmpty();
    }

    /** Those of the panels' own links are checked one by one; there are others, in tables and at the head. */
    @Test
    void theBoardsLookForRunbooksWhereTheRulesDo() {
        Set<String> ofTheBoards = runbookFolders("alerts/dashboards", ".json");
        Set<String> ofTheRules = runbookFolders("alerts/rules", ".yml");

        assertThat(ofTheBoards).isNotEmpty().isEqualTo(ofTheRules);
    }

    /** GitHub's address of a file says blob where that of a folder says tree. */
    private static Set<String> runbookFolders(String folder, String ending) {
        return Repository.files(folder, ending).stream()
                .flatMap(file -> RUNBOOKS.matcher(Repository.read(file)).results())
                .map(url -> url.group().replace("/tree/", "/blob/"))
                .collect(Collectors.toSet());
    }

    @Test
    void acceptsASoundBoard() {
        assertThat(problems(GOOD)).isEmpty();
    }

    private static List<String> problems(String json) {
        return BoardLint.problems(List.of(Board.parse("one.json", json), OTHER), RULES);
    }

    @ParameterizedTest
    @MethodSource
    void findsWhatIsWrong(String part, String replacement, String problem) {
        assertThat(GOOD).contains(part);

        assertThat(problems(GOOD.replace(part, replacement))).anyMatch(found -> found.contains(problem));
    }

    static Stream<Arguments> findsWhatIsWrong() {
        return Stream.of(
                arguments("\"one\"", "\"two\"", "uid two is there twice"),
                arguments("\"id\": 4", "\"id\": 1", "one.json: id 1 is there twice"),
                arguments("\"Up\"", "\"In time\"", "one.json: title In time is there twice"),
                arguments("\"Up\"", "\"\"", "panel \"\" (id 4) has no title"),
                arguments("\"D.\"", "\"D\"", "has the description \"D\", expected a sentence"),
                arguments("\"unit\": \"percentunit\", ", "", "panel \"In time\" shows numbers without a unit"),
                arguments(
                        "\"noValue\": \"None\"}}}]}",
                        "}}}]}",
                        "panel \"Up\" does not say what it means when it is empty"),
                arguments("\"uid\": \"${datasource}\"", "\"uid\": \"mine\"", "asks mine, expected ${datasource}"),
                arguments(
                        "[{\"expr\": \"1 - slow{model=~\\\"$model\\\"}\"}]",
                        "[]",
                        "panel \"In time\" asks for nothing"),
                arguments("\"y\": 5, ", "\"y\": 4, ", "\"In time\" overlaps \"S\""),
                arguments("\"y\": 1, \"w\": 24", "\"y\": 1, \"w\": 25", "\"In time\" is not on the grid"),
                arguments("/d/two", "/d/three", "links to board three, which does not exist"),
                arguments("Runbook: Slow", "Runbook: Slot", "expected \"Runbook: X\" and the runbook_url of alert X"),
                arguments(
                        "runbooks/Slow.md",
                        "runbooks/Fast.md",
                        "expected \"Runbook: X\" and the runbook_url of alert X"),
                arguments("https://a/alerts/runbooks/Slow.md", "https://b", "links to https://b, expected a runbook"),
                arguments(
                        "0.856", "0.857", "changes its colour at 0.857, where none of its alerts [Slow] does anything"),
                arguments(
                        "1 - slow",
                        "slow",
                        "changes its colour at 0.856, where none of its alerts [Slow] does anything"),
                arguments("$model", "$modal", "one.json uses $modal, which is none of its variables"),
                arguments("$window", "week", "one.json has the variable window and never uses it"),
                arguments(
                        "\"links\": [{\"type\": \"dashboards\", \"tags\": [\"t\"]}]",
                        "\"links\": [{\"tags\": [\"u\"]}]",
                        "tag u, and no other has it"));
    }

    @Test
    void allowsFivePanelsInARowAndNoMore() {
        String panel =
                """
                {"id": %d, "type": "stat", "title": "P%d", "description": "D.", "gridPos": {"x": %d, "y": 6, "w": 4, "h": 4},
                 "datasource": {"uid": "${datasource}"}, "targets": [{"expr": "up{w=\\"$window\\"}"}],
                 "fieldConfig": {"defaults": {"unit": "s", "noValue": "None"}}}""";
        String row = GOOD.substring(GOOD.indexOf("{\"id\": 4"), GOOD.lastIndexOf("]}]}"));
        List<String> six = Stream.of(0, 1, 2, 3, 4, 5)
                .map(i -> panel.formatted(10 + i, i, 4 * i))
                .toList();

        assertThat(problems(GOOD.replace(row, String.join(",", six.subList(0, 5)))))
                .isEmpty();
        assertThat(problems(GOOD.replace(row, String.join(",", six))))
                .containsExactly("one.json: row \"S\" has 6 panels, expected 1 to 5");
        assertThat(problems(GOOD.replace(row, ""))).anyMatch(found -> found.contains("row \"S\" has 0 panels"));
    }

    @Test
    void missesAnAlertThatNoPanelShows() {
        Board board = Board.parse("one.json", GOOD.replace("Runbook: Slow", "Runbook: Slot"));

        assertThat(BoardLint.problems(List.of(board), RULES)).contains("no panel shows what Slow is about");
    }

    @Test
    void knowsTheNumbersOnWhichAnAlertTurns() {
        assertThat(Limits.of("Slow", RULES))
                .usingElementComparator(BigDecimal::compareTo)
                .containsExactlyInAnyOrder(new BigDecimal("0.144"), new BigDecimal("432000"), new BigDecimal("0.5"));
        assertThat(Limits.of("SeriesBudgetNearlySpent", Rule.all())).containsExactly(new BigDecimal("0.8"));
        assertThat(Limits.of("Fast", RULES)).isEmpty();
    }

    /** All choices are asked for; where all may be meant at once, all. */
    @Test
    void asksAsGrafanaDoes() {
        assertThat(Board.parse("one.json", GOOD).queries())
                .extracting(Query::expr)
                .containsExactlyInAnyOrder(
                        "1 - slow{model=~\".*\"}",
                        "up{w=\"day\"}[$__rate_interval]",
                        "up{w=\"week\"}[$__rate_interval]",
                        "m{job=\"x\"}",
                        "started{job=\"x\"}");
    }
}
