package dev.presage.evaluator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.presage.broker.EmbeddedBroker;
import dev.presage.contract.PriceBar;
import dev.presage.process.EvaluatorProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as it is shipped, on a real broker: what comes late, and nights that are measured long after. */
class LateTruthIT {
    private static final int LAST = 41;

    private final PastMarket market = new PastMarket(LAST + 1, 4);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    @SuppressWarnings("NullAway.Init")
    private EmbeddedBroker broker;

    @SuppressWarnings("NullAway.Init")
    private TopicWriter topics;

    @BeforeEach
    void start() throws Exception {
        broker = EmbeddedBroker.start();
        topics = new TopicWriter(broker.bootstrapServers());
        topics.createTopics(3);
        new FiguresFixture().writeManifests(directory.resolve("models"));
        topics.predictions(market.predictions(0, LAST - 1));
    }

    @AfterEach
    void stop() throws IOException {
        broker.close();
    }

    @Test
    void namesTheBarsThatCameLateAndWhatTheyChanged() throws Exception {
        PriceBar late = market.bar(3, 40);
        PriceBar wrong = market.bar(2, 39, 1.02 * market.bar(2, 39).close());
        List<PriceBar> inTime = new ArrayList<>(market.bars(0, 40));
        inTime.remove(late);
        inTime.replaceAll(bar -> bar.equals(market.bar(2, 39)) ? wrong : bar);
        topics.bars(inTime);
        measure("reports", 40);

        topics.bars(List.of(market.bar(2, 39), late));
        topics.bars(market.bars(41, 41));
        measure("reports", 41);

        JsonNode report = report("reports", 41);
        assertThat(texts(report.path("late_bars"), "date", "ticker", "close_time", "before"))
                .containsExactly(
                        List.of(day(39), "T2", time(2, 39), Double.toString(wrong.close())),
                        List.of(day(40), "T2", time(2, 39), Double.toString(wrong.close())),
                        List.of(day(40), "T3", time(3, 40), "null"));
        assertThat(texts(report.path("changes"), "date", "figure", "before", "after"))
                .contains(List.of(day(40), "evaluated", "3.0", "4.0"), List.of(day(40), "pending", "5.0", "4.0"))
                .anyMatch(change -> change.subList(0, 2).equals(List.of(day(39), "mean_absolute_error_usd")))
                .noneMatch(change -> change.get(0).compareTo(day(39)) < 0);
        assertThat(session(report, 40))
                .as("what was measured again is what a run of that night finds")
                .isEqualTo(figuresOfRunAgain(40));
    }

    private JsonNode figuresOfRunAgain(int session) throws Exception {
        measure("again", session);
        return session(report("again", session), session);
    }

    @Test
    void nightsFilledInLaterAreThoseThatEachNightWouldHaveGiven() throws Exception {
        topics.bars(market.bars(0, LAST));
        measure("single", 30);
        measure("single", LAST);

        EvaluatorProcess.Ended ended = fillIn(30, LAST);

        assertThat(ended)
                .isEqualTo(new EvaluatorProcess.Ended(
                        0,
                        day(30) + " to " + day(LAST) + ": 12 nights, 12 measured, 0 had a report already; see filled\n",
                        ""));
        for (int night : new int[] {30, LAST}) {
            assertThat(figures(report("filled", night))).isEqualTo(figures(report("single", night)));
        }
        assertThat(fillIn(28, LAST).stdout()).contains("14 nights, 2 measured, 12 had a report already");
    }

    @Test
    void nightsAreFilledInFromWhereAKillInterruptedThem() throws Exception {
        topics.bars(market.bars(0, LAST));
        evaluator()
                .killOnceThereIs(
                        Path.of("filled/" + day(12) + "/report.json"),
                        "--from",
                        day(10),
                        "--to",
                        day(LAST),
                        "--report-dir",
                        "filled");

        EvaluatorProcess.Ended ended = fillIn(10, LAST);

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.stdout()).contains("32 nights, ").doesNotContain(" 32 measured");
        for (int night = 10; night <= LAST; night++) {
            assertThat(report("filled", night).path("settings").isObject())
                    .as("the last field of %s", day(night))
                    .isTrue();
        }
    }

    @Test
    void aSplitIsFlaggedAndNotAveragedIn() throws Exception {
        List<PriceBar> bars = new ArrayList<>(market.bars(0, LAST));
        bars.removeIf(bar -> bar.ticker().equals(market.ticker(1))
                && !bar.closeTime().isBefore(market.bar(1, LAST).closeTime()));
        double half = market.bar(1, LAST - 1).close() / 2;
        bars.add(market.bar(1, LAST, half));
        topics.bars(bars);

        measure("reports", LAST);

        JsonNode report = report("reports", LAST);
        assertThat(report.at("/totals/session/suspect").intValue()).isEqualTo(1);
        assertThat(report.at("/totals/session/evaluated").intValue()).isEqualTo(3);
        assertThat(texts(report.path("suspect_bars"), "ticker", "close_time", "close", "forecasts"))
                .containsExactly(List.of("T1", time(1, LAST), Double.toString(half), "1"));
    }

    private void measure(String reports, int session) throws Exception {
        assertThat(evaluator()
                        .run("--date", day(session), "--report-dir", reports)
                        .exitCode())
                .as("no Pushgateway is there")
                .isEqualTo(ExitCode.NOT_PUBLISHED.code());
    }

    private EvaluatorProcess.Ended fillIn(int first, int last) throws Exception {
        return evaluator().run("--from", day(first), "--to", day(last), "--report-dir", "filled");
    }

    private EvaluatorProcess evaluator() {
        return new EvaluatorProcess(
                directory,
                Map.of(
                        "KAFKA_BOOTSTRAP_SERVERS",
                        broker.bootstrapServers(),
                        "EVALUATOR_PUSHGATEWAY",
                        "127.0.0.1:1",
                        "EVALUATOR_PUSH_TIMEOUT",
                        "0s"));
    }

    private String day(int session) {
        return market.day(session).toString();
    }

    private String time(int ticker, int session) {
        return market.bar(ticker, session).closeTime().toString();
    }

    private JsonNode report(String reports, int session) throws IOException {
        return new JsonMapper()
                .readTree(directory
                        .resolve(reports)
                        .resolve(day(session))
                        .resolve("report.json")
                        .toFile());
    }

    /** Everything that was found, without what tells when and how. */
    private static Map<String, JsonNode> figures(JsonNode report) {
        Map<String, JsonNode> figures = new TreeMap<>();
        for (String field : List.of("windows", "totals", "models", "recent_sessions", "suspect_bars")) {
            figures.put(field, report.required(field));
        }
        return figures;
    }

    private JsonNode session(JsonNode report, int session) {
        for (JsonNode recent : report.path("recent_sessions")) {
            if (recent.path("date").textValue().equals(day(session))) {
                return recent;
            }
        }
        throw new AssertionError(day(session) + " is not among the recent sessions");
    }

    private static List<List<String>> texts(JsonNode array, String... fields) {
        List<List<String>> rows = new ArrayList<>();
        array.forEach(element -> {
            List<String> row = new ArrayList<>();
            for (String field : fields) {
                row.add(element.required(field).asText());
            }
            rows.add(row);
        });
        return rows;
    }
}
