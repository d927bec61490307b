package dev.presage.evaluator.publish.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.evaluator.publish.page.IndexPage.Entry;
import dev.presage.evaluator.report.Report;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IndexPageTest {
    private static Entry entry(String folder, Report report) {
        return new Entry(folder, Optional.of(report), "");
    }

    @Test
    void leadsToEachReportWithALineForEachModel() {
        String page = IndexPage.html(
                List.of(entry("2017-03-01", SampleReport.full()), entry("2016-03-01_2017-02-28", BareReport.first())));

        assertThat(page.replace('\u00a0', ' '))
                .containsSubsequence(
                        "<a href=\"2017-03-01/report.html\">2017-03-01</a>",
                        "normal version 2",
                        "No skill is shown",
                        "<strong>49.7 %</strong>",
                        "44.8–54.6 %",
                        "54.0 %",
                        "400",
                        "2 warnings · 3 changes · 2 late bars · 1 suspect bar",
                        "earnings version 1",
                        "<a href=\"2016-03-01_2017-02-28/report.html\">2016-03-01 to 2017-02-28</a>",
                        "Nothing to judge yet");
    }

    @Test
    void tellsOfReportsThatItCannotReadWithoutALink() {
        String page =
                IndexPage.html(List.of(new Entry("2017-03-01", Optional.empty(), "schema_version is <1>, expected 2")));

        assertThat(page)
                .contains("can&#x27;t be read", "schema_version is &lt;1&gt;, expected 2")
                .doesNotContain("<a ");
    }

    @Test
    void tellsOfReportsWithoutModels() {
        assertThat(IndexPage.html(List.of(entry("2017-03-01", BareReport.withoutModels()))))
                .contains("2017-03-01/report.html", "no model");
    }
}
