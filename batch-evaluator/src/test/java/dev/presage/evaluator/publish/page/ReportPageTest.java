package dev.presage.evaluator.publish.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.presage.evaluator.measure.Measure;
import dev.presage.evaluator.publish.ReportFolder;
import dev.presage.evaluator.report.Report;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportPageTest {
    private static final Pattern BLOCK = Pattern.compile("<(style|script)([^>]*)>(.*?)</\\1>", Pattern.DOTALL);

    private final String page = ReportPage.html(SampleReport.full());

    /** What is shown, and to whom it is not markup, without spaces that do not break. */
    private static String text(String page) {
        return BLOCK.matcher(page)
                .replaceAll("")
                .replaceAll("<[^>]*>", " ")
                .replace('\u00a0', ' ')
                .replaceAll("\\s+", " ");
    }

    private static List<MatchResult> blocks(String page, String name) {
        return BLOCK.matcher(page)
                .results()
                .filter(block -> block.group(1).equals(name))
                .toList();
    }

    @Test
    void tellsAllThatIsInTheReport() {
        assertThat(text(page))
                .contains(
                        "Wednesday, 1 March 2017",
                        "Made 2017-03-02 07:00 UTC by batch-evaluator 0.1.0",
                        "400 forecasts, 49.7 % of directions right (between 44.8 and 54.6, 95 % sure); promised were 54.0 %.",
                        "the accuracy of the year is 52.3 % at most (95 % sure): less than was promised",
                        "the accuracy of the year is 63.6 % at most (95 % sure): what was promised can still be true",
                        "Brier score of the confidence (0 is best) 0.2503 0.2503 0.2503",
                        "… worth so many independent forecasts 7.2 160.0 2000.0",
                        "volatility_20 moved 0.413 0.121 400",
                        "gap 0.080 0.121 400",
                        "7b0c6a3e-5a1f-4f0e-9d5c-000000000009 AAPL",
                        "2017-02-27 earnings version 1 less error than “the price does not change” – −1.2 %",
                        "2017-02-28 AAPL 2017-02-28 21:00 UTC not there 136.99 3 1207",
                        "COKE 2017-03-01 21:00 UTC 120.00 60.10 −49.9 % 2",
                        "Read of prices: 3765 records, 1 refused",
                        "malformed json: 1",
                        "zone America/New_York");
    }

    @Test
    void tellsComparisonsInWords() {
        assertThat(text(page))
                .contains(
                        "Not to be told from “the price does not change”. Over the last 20 sessions the model was 0.012 % of the price "
                                + "further from the truth than “the price does not change”. 20 sessions in common, statistic 0.81, p = 0.43",
                        "Worse than “the price does not change”. Over the year (250 sessions)",
                        "Better than version 1. Over the year (250 sessions) the model was 0.080 % of the price nearer to the truth");
    }

    @Test
    void tellsTheFiguresOfTheChartsAsTablesToo() {
        Report.Night last = SampleReport.full().models().get(0).nights().get(249);

        assertThat(text(page))
                .contains("2017-03-01 20 " + Words.percent(last.accuracyRatio()).replace('\u00a0', ' '))
                .contains("50.5 % 49.7 % 35.8 % 63.6 % 50");
    }

    @Test
    void givesTheChartsTheirFiguresAsJsonThatCannotEndItsScript() throws IOException {
        String data = blocks(page, "script").get(0).group(3);
        JsonNode charts = new JsonMapper().readTree(data);

        assertThat(data).doesNotContain("<");
        assertThat(charts).hasSize(2);
        assertThat(charts.at("/0/accuracy/days")).hasSize(250);
        assertThat(charts.at("/0/accuracy/days/249").asLong()).isEqualTo(1_488_326_400L);
        assertThat(charts.at("/1/accuracy/promised/0").asDouble()).isEqualTo(0.57);
        assertThat(charts.at("/1/calibration/forecasts/2").asDouble()).isEqualTo(49.5);
    }

    @Test
    void escapesWhateverOthersHaveWritten() {
        String escaped = "&lt;/script&gt;&lt;script&gt;document.title=&#x27;taken&#x27;&lt;/script&gt;&lt;img src=x "
                + "onerror=alert(1)&gt;&quot;&#x27;&amp;amp;";

        assertThat(page)
                .doesNotContain("<img", "<script>document", "<b>A")
                .contains(
                        "<li>" + escaped + "</li>", "<th scope=\"row\">" + escaped + "</th>", "The first: " + escaped);
        assertThat(blocks(page, "script")).hasSize(3);
    }

    @Test
    void letsNothingRunOrStyleButWhatItHasItself() throws Exception {
        List<String> allowed = new ArrayList<>();
        for (String name : List.of("style", "script")) {
            for (MatchResult block : blocks(page, name)) {
                if (!block.group(2).contains("json")) {
                    byte[] hash = MessageDigest.getInstance("SHA-256")
                            .digest(block.group(3).getBytes(UTF_8));
                    allowed.add("sha256-" + Base64.getEncoder().encodeToString(hash));
                }
            }
        }

        assertThat(allowed).hasSize(4);
        assertThat(page).contains("default-src &#x27;none&#x27;").contains(allowed);
        assertThat(page).doesNotContain("http-equiv=\"refresh", "@import", " style=\"", " src=\"");
    }

    @Test
    void holdsTheLicenceOfTheChartsBesideThem() {
        assertThat(page)
                .contains("Copyright (c) 2022 Leon Sorokin", "The above copyright notice and this permission notice");
    }

    @Test
    void canBeMadeYearsLaterFromTheFileAlone(@TempDir Path folder) throws IOException {
        Report written = SampleReport.full();
        new ReportFolder(folder).write(written);

        Optional<Report> read =
                new ReportFolder(folder).report(LocalDate.parse(written.period().to()));

        assertThat(read).hasValueSatisfying(report -> assertThat(text(ReportPage.html(report)))
                .contains(text(page).substring(0, 5_000)));
    }

    @Test
    void staysSmallWithManyTickers() {
        String big = ReportPage.html(SampleReport.of(250, 1000));

        assertThat(big.getBytes(UTF_8)).hasSizeLessThan(600_000);
        assertThat(big).contains("T1999");
    }

    @Test
    void canBeReadWhenNothingIsKnownYet() {
        assertThat(text(ReportPage.html(BareReport.first())))
                .contains(
                        "normal version 1, over the last session Nothing to judge yet No forecast whose truth is known.",
                        "forecasts evaluated 0 0 0",
                        "No forecast has been evaluated yet.",
                        "Nothing: the last sessions, measured again, are as they were reported.",
                        "None: no bar is too far");
        assertThat(text(ReportPage.html(BareReport.withoutModels()))).contains("There was no model to judge");
    }

    /** As of one session, and of so few forecasts that none is like another. */
    @Test
    void aCalibrationErrorThatIsNotKnownIsADashAndWhereItNeverIsLeftOut() {
        assertThat(text(page))
                .contains(
                        "confidence and share right differ by – 2.1 % 2.1 % … differ by at least (95 % sure) – 0.0 % 0.0 %");
        assertThat(text(ReportPage.html(BareReport.first()))).doesNotContain("confidence and share right differ by");
    }

    @Test
    void hasANameForEveryMeasure() {
        assertThat(Measure.values()).extracting(Measure::label).allSatisfy(label -> assertThat(MeasureNames.name(label))
                .isNotEqualTo(label.replace('_', ' ')));
    }

    @Test
    void tellsAnUnknownMeasureByItsLabel() {
        assertThat(MeasureNames.name("sharpe_of_tomorrow_ratio")).isEqualTo("sharpe of tomorrow ratio");
        assertThat(MeasureNames.value("sharpe_of_tomorrow_ratio", 0.5)).isEqualTo("50.0\u00a0%");
        assertThat(MeasureNames.inOrder(List.of("sharpe_of_tomorrow_ratio", "accuracy_ratio", "evaluated")))
                .containsExactly("evaluated", "accuracy_ratio", "sharpe_of_tomorrow_ratio");
    }
}
