package dev.presage.evaluator.publish.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.presage.evaluator.publish.ReportFolder;
import dev.presage.process.Chromium;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pages in a real browser that has no network. */
@EnabledIf(
        value = "chromiumIsThere",
        disabledReason = "ReportPageIT did not look at the report's pages: no chromium on the PATH")
class ReportPageIT {
    /** How many of a canvas' pixels are painted. */
    private static final String PAINTED =
            """
            [...document.querySelectorAll('canvas')].map(canvas => {
              const pixels = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
              return pixels.filter((value, i) => i % 4 === 3 && value > 0).length;
            })""";

    private static final String RIGHT_SHARES =
            "[...document.querySelector('table.sortable').tBodies[0].rows].map(row => parseFloat(row.cells[2].textContent))";

    @TempDir
    private Path profile = Path.of("");

    @TempDir
    private Path reports = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private Chromium browser;

    static boolean chromiumIsThere() {
        return Chromium.program().isPresent();
    }

    @BeforeEach
    void startWithoutNetwork() throws IOException, InterruptedException {
        new ReportFolder(reports).write(SampleReport.full());
        browser = Chromium.start(profile);
        browser.goOffline();
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @ParameterizedTest
    @CsvSource({
        "390,light,true",
        "390,dark,true",
        "1280,light,true",
        "1280,dark,true",
        "390,light,false",
        "1280,dark,false"
    })
    void fitsAndCanBeReadAndComplainsOfNothing(int width, String colorScheme, boolean scripts) throws Exception {
        browser.emulate(width, colorScheme, scripts);
        for (String page : new String[] {"2017-03-01/report.html", "index.html"}) {
            browser.open(reports.resolve(page).toUri().toString());

            assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                    .as(page)
                    .isLessThanOrEqualTo(width);
            JsonNode texts = browser.texts();
            assertThat(texts).hasSizeGreaterThan(20);
            assertThat(texts).allSatisfy(text -> {
                assertThat(text.get("right").asDouble()).as(text.toString()).isLessThanOrEqualTo(width);
                assertThat(text.get("contrast").asDouble()).as(text.toString()).isGreaterThan(4.5);
            });
            assertThat(browser.complaints()).as(page).isEmpty();
        }
    }

    @Test
    void drawsTwoChartsForEachModelAndAnewWhenItGetsDark() throws Exception {
        open(1280);
        String line = "getComputedStyle(document.querySelector('.legend tr:nth-child(2) .u-marker')).backgroundColor";
        assertThat(browser.evaluate(line).asText()).isEqualTo("rgb(31, 95, 168)");
        assertChartsArePainted();

        browser.emulate(1280, "dark", true);

        await().untilAsserted(() -> assertThat(browser.evaluate(line).asText()).isEqualTo("rgb(125, 180, 240)"));
        assertChartsArePainted();
    }

    private void assertChartsArePainted() {
        await().untilAsserted(() -> assertThat(browser.evaluate(PAINTED))
                .hasSize(4)
                .allSatisfy(pixels -> assertThat(pixels.asInt()).isGreaterThan(5_000)));
    }

    @Test
    void sortsTheTickersByWhateverColumnOneWants() throws Exception {
        open(1280);
        JsonNode byName = browser.evaluate(RIGHT_SHARES);

        browser.evaluate("document.querySelectorAll('table.sortable th button')[2].click()");
        JsonNode best = browser.evaluate(RIGHT_SHARES);
        browser.evaluate("document.querySelectorAll('table.sortable th button')[2].focus()");
        browser.press("Enter", 13);
        JsonNode worst = browser.evaluate(RIGHT_SHARES);

        assertThat(byName).hasSize(20);
        assertThat(best).isNotEqualTo(byName);
        assertThat(numbers(best)).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(numbers(worst)).isSorted();
        assertThat(browser.evaluate(
                                "[...document.querySelector('table.sortable').tHead.rows[0].cells].map(cell => cell.ariaSort)")
                        .toString())
                .isEqualTo("[null,null,\"ascending\",null,null,null,null]");
    }

    @Test
    void keepsTextOfOthersText() throws Exception {
        open(1280);

        assertThat(browser.evaluate("document.title").asText()).isEqualTo("2017-03-01 – how good the predictions were");
        assertThat(browser.evaluate("document.querySelectorAll('img, td b, th b').length")
                        .asInt())
                .isZero();
        assertThat(browser.evaluate("document.body.textContent").asText()).contains(SampleReport.HOSTILE, "<b>A");
    }

    @Test
    void leadsFromTheIndexToTheReportAndBack() throws Exception {
        browser.emulate(1280, "light", true);
        browser.open(reports.resolve("index.html").toUri().toString());
        String report = browser.evaluate("document.querySelector('a').href").asText();

        browser.open(report);

        assertThat(browser.evaluate("document.querySelector('h1').textContent").asText())
                .isEqualTo("Wednesday, 1 March 2017");
        assertThat(browser.evaluate("document.querySelector('footer a').href").asText())
                .endsWith("/index.html");
    }

    private void open(int width) throws InterruptedException {
        browser.emulate(width, "light", true);
        browser.open(reports.resolve("2017-03-01/report.html").toUri().toString());
    }

    private static List<Double> numbers(JsonNode values) {
        return values.valueStream().map(JsonNode::asDouble).toList();
    }
}
