package dev.presage.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.presage.process.Chromium;
import dev.presage.process.WorkerProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The status page of a real worker in a real browser. */
@EnabledIf(
        value = "chromiumIsThere",
        disabledReason = "StatusPageIT did not look at the status page: no chromium on the PATH")
class StatusPageIT extends WithBroker {
    @TempDir
    private Path profile = Path.of("");

    static boolean chromiumIsThere() {
        return Chromium.program().isPresent();
    }

    @Test
    void tellsWhoeverWasPagedHowTheWorkerIs() throws Exception {
        createTopics();
        topics.publishBars();
        try (WorkerProcess worker = startReady();
                Chromium browser = Chromium.start(profile)) {
            topics.request(null, "{\"request_id\":\"good\",\"ticker\":\"AAPL\"}");
            topics.request(
                    null,
                    "{\"request_id\":\"<script>document.title='x'</script>\",\"ticker\":\"" + "NOSUCH.".repeat(2)
                            + "\"}");
            topics.flush();
            topics.awaitOutcomes(2);
            String page = "http://127.0.0.1:" + worker.port() + "/";

            browser.emulate(390, "light", false);
            browser.open(page);
            assertThat(browser.evaluate("document.querySelector('h1').textContent")
                            .asText())
                    .isEqualTo("Answers requests");
            assertThat(browser.evaluate("document.title").asText()).isEqualTo("ready – prediction worker");
            assertThat(browser.evaluate("document.body.textContent").asText())
                    .contains("no_prices", "<script>document.title='x'</script>", "normal/1", "earnings/1");
            assertFitsAndCanBeRead(browser, 390);
            String light = background(browser);

            browser.emulate(1200, "dark", true);
            browser.open(page);
            assertFitsAndCanBeRead(browser, 1200);
            assertThat(background(browser)).isNotEqualTo(light);
            assertThat(browser.complaints()).isEmpty();

            refreshesByItself(browser);
            assertThat(worker.terminate()).isZero();
        }
    }

    private static void assertFitsAndCanBeRead(Chromium browser, int width) throws Exception {
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt())
                .isLessThanOrEqualTo(width);
        JsonNode texts = browser.texts();
        assertThat(texts).hasSizeGreaterThan(50);
        assertThat(texts).allSatisfy(text -> {
            assertThat(text.get("right").asDouble()).as(text.toString()).isLessThanOrEqualTo(width);
            assertThat(text.get("contrast").asDouble()).as(text.toString()).isGreaterThan(4.5);
        });
    }

    private static String background(Chromium browser) throws Exception {
        return browser.evaluate("getComputedStyle(document.body).backgroundColor")
                .asText();
    }

    /** What happens next is on the page without anybody opening it again. */
    private void refreshesByItself(Chromium browser) {
        topics.request(null, "{");
        topics.flush();
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(() -> assertThat(
                        browser.evaluate("document.body.textContent").asText())
                .contains("malformed_json"));
    }
}
