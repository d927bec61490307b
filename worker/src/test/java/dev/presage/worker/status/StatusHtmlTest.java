package dev.presage.worker.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.contract.ModelId;
import dev.presage.worker.answer.Reason;
import dev.presage.worker.status.NightlyVerdict.ModelVerdict;
import dev.presage.worker.status.NightlyVerdict.YearsBounds;
import dev.presage.worker.status.RecentTraffic.Traffic;
import dev.presage.worker.status.StatusPage.Identity;
import dev.presage.worker.status.VerdictSource.Known;
import dev.presage.worker.telemetry.LastRejections.Rejection;
import dev.presage.worker.telemetry.RequestProgress.PartitionProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class StatusHtmlTest {
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
    private static final Buckets FAST = new Buckets(List.of(0.5, Double.POSITIVE_INFINITY), List.of(98.0, 2.0));
    private static final Counts NONE = new Counts(
            NOW.minusSeconds(60),
            Map.of(),
            Map.of(),
            Map.of(Counts.END_TO_END, empty(), Counts.QUEUE, empty(), Counts.IN_WORK, empty()));
    private static final Counts SOME = new Counts(
            NOW,
            Map.of("predicted", 1_194.0, "rejected", 6.0),
            Map.of("no_prices", 6.0),
            Map.of(Counts.END_TO_END, FAST, Counts.QUEUE, FAST, Counts.IN_WORK, FAST));

    private static Buckets empty() {
        return new Buckets(List.of(), List.of());
    }

    private static String page(List<String> missing, boolean live, String hostile, Known verdict) {
        return page(missing, live, hostile, verdict, NOW.minusSeconds(2));
    }

    private static String page(
            List<String> missing, boolean live, String hostile, Known verdict, Instant brokerAnswered) {
        Traffic traffic = new Traffic(Duration.ofMinutes(1), NONE, SOME);
        Rejection rejection =
                new Rejection(Reason.NO_PRICES, NOW.minusSeconds(3), "prediction-requests", 4, 77, hostile, hostile);
        return StatusHtml.write(
                new Status(
                        NOW,
                        new Identity("1.2.3", "prediction-worker", "localhost:9092", NOW.minusSeconds(7_500), "off"),
                        live,
                        missing,
                        "RUNNING",
                        Optional.of(brokerAnswered),
                        Optional.of(Instant.parse("2026-11-25T21:00:00Z")),
                        4,
                        List.of(new Status.ServedModel("normal/1", "0123456789abcdef", "2016-12-30")),
                        List.of(new PartitionProgress(4, 70, 78, 61.5, true)),
                        traffic,
                        traffic,
                        List.of(rejection),
                        SOME.rejections(),
                        verdict),
                "");
    }

    private static String page() {
        return page(List.of(), true, "no bar", new Known(Optional.empty(), "No Pushgateway is named."));
    }

    @Test
    void saysAtOnceWhetherItAnswers() {
        assertThat(page()).contains("<header class=\"ready\"><h1>Answers requests</h1>");
        assertThat(page(List.of("topics missing: prices"), true, "", new Known(Optional.empty(), "")))
                .contains("<header class=\"bad\"><h1>Does not answer requests</h1><p>topics missing: prices</p>");
        assertThat(page(List.of("Kafka Streams is ERROR, not RUNNING"), false, "", new Known(Optional.empty(), "")))
                .contains("<h1>Failed</h1><p>Kafka Streams failed; the worker must be restarted.</p>");
    }

    @Test
    void saysSoWhenNoBrokerAnswersThoughKafkaStreamsIsRunning() {
        assertThat(page(List.of(), true, "", new Known(Optional.empty(), ""), NOW.minusSeconds(61)))
                .contains("<title>NOT READY")
                .contains("<h1>Does not answer requests</h1><p>Kafka does not answer; ")
                .contains("<div class=\"tile bad\"><dt>Kafka answered</dt><dd>1 min 1 s ago</dd>");
    }

    @Test
    void refreshesByItselfAndHasNoScript() {
        assertThat(page())
                .contains("<meta http-equiv=\"refresh\" content=\"5\">")
                .doesNotContain("<script");
    }

    @Test
    void showsTrafficAndMarksWhatIsNotAsPromised() {
        assertThat(page())
                .contains("<div class=\"tile\"><dt>requests a second</dt><dd>20.0</dd><p>in 60 s</p>")
                .contains("<div class=\"tile bad\"><dt>within 500 ms</dt><dd>98.0 %</dd>")
                .contains("<div class=\"tile bad\"><dt>waiting</dt><dd>8</dd><p>requests, here for 61.5 s</p>")
                .contains("<div class=\"tile\"><dt>Kafka answered</dt><dd>2 s ago</dd>")
                .contains("<dd>15 h ago</dd><p>closed 2026-11-25 21:00 UTC, 4 tickers</p>");
    }

    @Test
    void saysWhereTheLastRejectedRequestLies() {
        assertThat(page())
                .contains("<th scope=\"row\" data-column=\"reason\">no_prices</th>")
                .contains("<td data-column=\"last\">3 s ago</td>")
                .contains(">prediction-requests 4:77 (no bar)</td>")
                .contains("worker.jar dlq list --reason no_prices");
    }

    @Test
    void whatProducersSentIsTextOnThePage() {
        String hostile = "</td><script>alert('x')</script>\"&";
        assertThat(page(List.of(), true, hostile, new Known(Optional.empty(), hostile)))
                .doesNotContain("<script")
                .contains("&lt;/td&gt;&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;");
    }

    @Test
    void showsTheVerdictAndThatTheLastTryFailed() {
        NightlyVerdict verdict = new NightlyVerdict(
                Optional.of(NOW.minusSeconds(90_000)),
                Optional.of(NOW.minusSeconds(3_600)),
                Optional.of(Instant.parse("2026-11-25T05:00:00Z")),
                List.of(new ModelVerdict(
                        new ModelId("normal", 1),
                        80,
                        OptionalDouble.of(0.48),
                        OptionalDouble.of(0.451),
                        OptionalDouble.of(0.51),
                        OptionalDouble.of(0.513),
                        OptionalDouble.of(0.542),
                        new YearsBounds(0.52, 0.5, -0.01))));
        assertThat(page(List.of(), true, "", new Known(Optional.of(verdict), "")))
                .contains("<td data-column=\"surely between\">45.1 % and 51.0 %</td>")
                .contains("worse than the baseline")
                .contains("Evaluated 1 d 1 h ago, up to 2026-11-25 05:00 UTC; the last try failed 1 h ago.");
    }
}
