package dev.presage.evaluator.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.presage.evaluator.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFolderTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path directory;

    private final List<String> warnings = new ArrayList<>();

    static Report report(String from, String to, String generatedAt, Map<String, Double> measures) {
        Report.Figures figures = new Report.Figures(
                Map.of("evaluated", 5L, "pending", 1L, "missing_truth", 0L, "hindsight", 0L), 9, 0, 0, measures);
        return new Report(
                Report.SCHEMA_VERSION,
                "0.1.0",
                generatedAt,
                new Report.Days(from, to, "America/New_York", "", ""),
                false,
                Map.of("session", new Report.Span(from, to, 1)),
                Map.of("session", figures.forecasts()),
                List.of(new Report.OfModel(
                        "normal",
                        1,
                        0.52,
                        0.01,
                        "up",
                        1,
                        "PT168H",
                        Map.of("session", figures),
                        List.of(new Report.Night(to, 5, 0.6, null, null, null, null)),
                        List.of(new Report.CalibrationBin(5, 0.51, 0.6, 0.2, 0.9)),
                        List.of(new Report.TickerFigures("AAPL", 5, 0.6, 1.2, 0.01, 0.1, null)),
                        List.of(new Report.Drift("gap", 0.08, 0.18, 5)),
                        List.of(new Report.Comparison("year", "no_change", 40, 1e-4, 0.8, 0.43)),
                        List.of(new Report.WorstForecast("r1", "AAPL", "t", "t", 120, 121, 112, 0.6, 0.08)))),
                List.of(new Report.Session(to, List.of(new Report.ModelFigures("normal", 1, figures)))),
                List.of(new Report.Change(to, "normal", 1, "bias_usd", null, 0.5)),
                List.of(new Report.LateBar(to, "AAPL", "t", 120, null, 3, 1207)),
                List.of(new Report.SuspectBar("AAPL", "t", 60.1, 120, 2)),
                Map.of("prices", new Report.TopicRead(1, 1, Map.of(), "", List.of(new Report.Range(0, 0, 1)))),
                List.of(),
                Map.of("zone", "America/New_York"));
    }

    @Test
    void writesOneFolderPerDayAndOnePerPeriod() throws IOException {
        ReportFolder folder = new ReportFolder(directory.resolve("reports"));

        folder.write(report("2017-03-01", "2017-03-01", "a", Map.of()));
        folder.write(report("2017-02-01", "2017-03-01", "b", Map.of()));

        assertThat(directory.resolve("reports/2017-03-01/report.json")).isRegularFile();
        assertThat(directory.resolve("reports/2017-02-01_2017-03-01/report.json"))
                .isRegularFile();
        assertThat(contents().keySet())
                .as("nothing unfinished")
                .containsExactlyInAnyOrder(
                        "reports/index.html",
                        "reports/2017-03-01/.edition-1/report.html",
                        "reports/2017-03-01/.edition-1/report.json",
                        "reports/2017-03-01/report.html",
                        "reports/2017-03-01/report.json",
                        "reports/2017-02-01_2017-03-01/.edition-1/report.html",
                        "reports/2017-02-01_2017-03-01/.edition-1/report.json",
                        "reports/2017-02-01_2017-03-01/report.html",
                        "reports/2017-02-01_2017-03-01/report.json");
    }

    @Test
    void writesTheShapeThatIsDocumented() throws IOException {
        Path file = new ReportFolder(directory)
                .write(report("2017-03-01", "2017-03-01", "2017-03-02T07:00:00Z", Map.of("accuracy_ratio", 0.6)));

        JsonNode json = new JsonMapper().readTree(file.toFile());

        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "schema_version",
                        "version",
                        "generated_at",
                        "period",
                        "hindsight_measured",
                        "windows",
                        "totals",
                        "models",
                        "recent_sessions",
                        "changes",
                        "late_bars",
                        "suspect_bars",
                        "read",
                        "warnings",
                        "settings");
        assertThat(json.path("schema_version").intValue()).isEqualTo(2);
        JsonNode model = json.path("models").path(0);
        assertThat(model.fieldNames())
                .toIterable()
                .containsExactly(
                        "model_type",
                        "model_version",
                        "expected_accuracy_ratio",
                        "expected_accuracy_standard_error_ratio",
                        "majority_direction",
                        "horizon_bars",
                        "max_horizon",
                        "windows",
                        "nights",
                        "calibration",
                        "tickers",
                        "drift",
                        "comparisons",
                        "worst");
        assertThat(model.at("/windows/session").fieldNames())
                .toIterable()
                .containsExactly("forecasts", "answers", "references_corrected", "references_absent", "measures");
        assertThat(model.at("/windows/session/measures/accuracy_ratio").doubleValue())
                .isEqualTo(0.6);
        assertThat(json.at("/recent_sessions/0/models/0/figures/forecasts/evaluated")
                        .intValue())
                .isEqualTo(5);
        assertThat(json.at("/changes/0/before").isNull()).isTrue();
        assertThat(json.at("/read/prices/partitions/0/end_offset").intValue()).isEqualTo(1);
    }

    @Test
    void readsWhatItWroteNewestFirstAndOnlySinceADay() throws IOException {
        ReportFolder folder = new ReportFolder(directory);
        Report older = report("2017-03-01", "2017-03-01", "2017-03-02T07:00:00Z", Map.of("bias_usd", -1.5));
        Report newer = report("2017-02-01", "2017-03-02", "2017-03-03T07:00:00Z", Map.of());
        folder.write(older);
        folder.write(newer);
        folder.write(report("2017-02-28", "2017-02-28", "2017-03-01T07:00:00Z", Map.of()));

        assertThat(folder.telling(LocalDate.parse("2017-03-01"), LocalDate.parse("2017-03-09"), warnings))
                .containsExactly(newer, older);
        assertThat(warnings).isEmpty();
    }

    @Test
    void warnsOfReportsThatCannotBeUsed() throws IOException {
        Files.createDirectories(directory.resolve("2017-03-01"));
        Files.createDirectories(directory.resolve("2017-03-02"));
        Files.createDirectories(directory.resolve("2017-03-03"));
        Files.createDirectories(directory.resolve("of somebody else"));
        Files.writeString(directory.resolve("2017-03-01/report.json"), "{\"schema_version\":");
        Files.writeString(directory.resolve("2017-03-02/report.json"), "{\"schema_version\":3}");
        Files.writeString(directory.resolve("2017-03-03/report.json"), "{\"schema_version\":2}");
        Files.writeString(directory.resolve("of somebody else/report.json"), "{}");

        assertThat(new ReportFolder(directory)
                        .telling(LocalDate.parse("2017-03-01"), LocalDate.parse("2017-03-09"), warnings))
                .isEmpty();

        assertThat(warnings)
                .hasSize(3)
                .allMatch(warning -> warning.startsWith("the earlier report "))
                .anyMatch(warning -> warning.endsWith("schema_version is 3, expected 2"));
    }

    @Test
    void keepsTheOldReportWhenTheDiskIsFull() throws IOException {
        ReportFolder folder = new ReportFolder(directory);
        folder.write(report("2017-03-01", "2017-03-01", "2017-03-02T07:00:00Z", Map.of()));
        Map<String, String> before = contents();
        Files.createSymbolicLink(directory.resolve(".index.html.unfinished"), Path.of("/dev/full"));

        assertThatIOException()
                .isThrownBy(() -> folder.write(report("2017-03-01", "2017-03-01", "2017-03-09T07:00:00Z", Map.of())));

        assertThat(contents()).as("nothing new and nothing unfinished").isEqualTo(before);
        assertThat(before).containsKeys("2017-03-01/report.json", "2017-03-01/report.html", "index.html");
    }

    @Test
    void leavesNoFolderOfADayWhoseReportCannotBeWritten() throws IOException {
        Files.createSymbolicLink(directory.resolve(".index.html.unfinished"), Path.of("/dev/full"));

        assertThatIOException().isThrownBy(() -> new ReportFolder(directory)
                .write(report("2017-03-01", "2017-03-01", "2017-03-09T07:00:00Z", Map.of())));

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void replacesTheReportAndItsPage() throws IOException {
        ReportFolder folder = new ReportFolder(directory);
        folder.write(report("2017-03-01", "2017-03-01", "old", Map.of()));
        int before = contents().size();

        folder.write(report("2017-03-01", "2017-03-01", "new", Map.of()));

        assertThat(contents()).as("the old one is gone").hasSize(before);
        assertThat(directory.resolve("2017-03-01/report.json")).content().contains("\"new\"");
        assertThat(directory.resolve("2017-03-01/report.html")).content().contains("Made new");
    }

    @Test
    void theIndexTellsOfTheNewestReportsReadableOrNot() throws IOException {
        ReportFolder folder = new ReportFolder(directory);
        for (int day = 0; day < 31; day++) {
            String date = LocalDate.parse("2017-01-01").plusDays(day).toString();
            folder.write(report(date, date, "x", Map.of()));
        }
        Files.writeString(directory.resolve("2017-01-30/report.json"), "{\"schema_version\":1}");
        Files.writeString(directory.resolve("2017-01-29/report.json"), "{");
        Files.createDirectories(directory.resolve("of somebody else"));
        Files.writeString(directory.resolve("of somebody else/report.json"), "{}");
        String noModels = Files.readString(directory.resolve("2017-01-27/report.json"))
                .replaceFirst("(?s)\"models\" : .*\"recent_sessions\"", "\"models\" : null, \"recent_sessions\"");
        Files.writeString(directory.resolve("2017-01-27/report.json"), noModels);

        folder.write(report("2017-01-01", "2017-01-28", "x", Map.of()));

        assertThat(Files.readString(directory.resolve("index.html")))
                .containsSubsequence(
                        "href=\"2017-01-31/report.html\"",
                        "schema_version is 1, expected 2",
                        "2017-01-29",
                        "can&#x27;t be read",
                        "href=\"2017-01-28/report.html\"",
                        "href=\"2017-01-01_2017-01-28/report.html\"",
                        "2017-01-27",
                        "can&#x27;t be read",
                        "href=\"2017-01-26/report.html\"",
                        "href=\"2017-01-03/report.html\"")
                .doesNotContain("2017-01-02/", "of somebody else");
    }

    private Map<String, String> contents() throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(directory.relativize(file).toString(), Files.readString(file));
            }
        }
        return contents;
    }

    @Test
    void aFolderThatIsNotThereHoldsNoReports() {
        assertThat(new ReportFolder(directory.resolve("nowhere")).telling(LocalDate.EPOCH, LocalDate.EPOCH, warnings))
                .isEmpty();
        assertThat(warnings).isEmpty();
    }

    @Test
    void changesAreToldAgainstTheNewestReportOfThatSession() {
        Report first = report("2017-03-01", "2017-03-01", "1", Map.of("bias_usd", 1.0));
        Report second = report("2017-03-01", "2017-03-01", "2", Map.of("bias_usd", 2.0, "brier_score", 0.25));
        Report third = report("2017-03-01", "2017-03-01", "3", Map.of("bias_usd", 2.0, "skill_ratio", 0.1));

        List<Report.Change> changes =
                new Changes("America/New_York", false, List.of(second, first)).of(third.recentSessions());

        assertThat(changes)
                .containsExactly(
                        new Report.Change("2017-03-01", "normal", 1, "brier_score", 0.25, null),
                        new Report.Change("2017-03-01", "normal", 1, "skill_ratio", null, 0.1));
        assertThat(new Changes("Asia/Tokyo", false, List.of(second)).of(third.recentSessions()))
                .as("days of another zone are other days")
                .isEmpty();
        assertThat(new Changes("America/New_York", true, List.of(second)).of(third.recentSessions()))
                .isEmpty();
    }
}
