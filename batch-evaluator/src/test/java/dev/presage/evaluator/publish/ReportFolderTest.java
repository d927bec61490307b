package dev.presage.evaluator.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
                List.of(new Report.OfModel("normal", 1, 0.52, 0.01, "up", "PT168H", Map.of("session", figures))),
                List.of(new Report.Session(to, List.of(new Report.ModelFigures("normal", 1, figures)))),
                List.of(new Report.Change(to, "normal", 1, "bias_usd", null, 0.5)),
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
        try (var files = Files.walk(directory).filter(Files::isRegularFile)) {
            assertThat(files).as("nothing unfinished").hasSize(2);
        }
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
                        "read",
                        "warnings",
                        "settings");
        assertThat(json.path("schema_version").intValue()).isEqualTo(1);
        JsonNode model = json.path("models").path(0);
        assertThat(model.fieldNames())
                .toIterable()
                .containsExactly(
                        "model_type",
                        "model_version",
                        "expected_accuracy_ratio",
                        "expected_accuracy_standard_error_ratio",
                        "majority_direction",
                        "max_horizon",
                        "windows");
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

        assertThat(folder.since(LocalDate.parse("2017-03-01"), warnings)).containsExactly(newer, older);
        assertThat(warnings).isEmpty();
    }

    /** {@code VerdictTest} of the demo reads the same one. */
    @Test
    void readsAndWritesTheReportThatVersion1Wrote() throws IOException {
        Path golden = Path.of("src/test/resources/golden");

        List<Report> reports = new ReportFolder(golden).since(LocalDate.parse("2026-11-20"), warnings);

        assertThat(warnings).isEmpty();
        assertThat(reports).hasSize(1);
        Report report = reports.get(0);
        assertThat(report.generatedAt()).isEqualTo("2026-11-26T21:02:03.533054761Z");
        assertThat(report.models().get(1).windows()).hasEntrySatisfying("20_sessions", normal -> {
            assertThat(normal.forecasts()).containsEntry("evaluated", 76L).containsEntry("hindsight", 76L);
            assertThat(normal.measures())
                    .containsEntry("accuracy_ratio", 0.4803)
                    .hasSize(11);
        });
        assertThat(report.changes().get(1).before()).isNull();
        assertThat(new ReportFolder(directory).write(report))
                .content()
                .isEqualTo(Files.readString(golden.resolve("2026-11-20/report.json"))
                        .stripTrailing());
    }

    @Test
    void warnsOfReportsThatCannotBeUsed() throws IOException {
        Files.createDirectories(directory.resolve("2017-03-01"));
        Files.createDirectories(directory.resolve("2017-03-02"));
        Files.createDirectories(directory.resolve("2017-03-03"));
        Files.createDirectories(directory.resolve("of somebody else"));
        Files.writeString(directory.resolve("2017-03-01/report.json"), "{\"schema_version\":");
        Files.writeString(directory.resolve("2017-03-02/report.json"), "{\"schema_version\":2}");
        Files.writeString(directory.resolve("2017-03-03/report.json"), "{\"schema_version\":1}");
        Files.writeString(directory.resolve("of somebody else/report.json"), "{}");

        assertThat(new ReportFolder(directory).since(LocalDate.parse("2017-03-01"), warnings))
                .isEmpty();

        assertThat(warnings)
                .hasSize(3)
                .allMatch(warning -> warning.startsWith("the earlier report "))
                .anyMatch(warning -> warning.endsWith("schema_version is 2, expected 1"));
    }

    @Test
    void keepsTheOldReportWhenTheNewOneCannotBeWritten() throws IOException {
        ReportFolder folder = new ReportFolder(directory);
        Path file = folder.write(report("2017-03-01", "2017-03-01", "old", Map.of()));
        Files.createDirectories(file.resolveSibling(".report.json.unfinished/in the way"));

        assertThatIOException().isThrownBy(() -> folder.write(report("2017-03-01", "2017-03-01", "new", Map.of())));

        assertThat(Files.readString(file)).contains("\"old\"");
    }

    @Test
    void aFolderThatIsNotThereHoldsNoReports() {
        assertThat(new ReportFolder(directory.resolve("nowhere")).since(LocalDate.MIN, warnings))
                .isEmpty();
        assertThat(warnings).isEmpty();
    }

    @Test
    void changesAreToldAgainstTheNewestReportOfThatSession() {
        Report first = report("2017-03-01", "2017-03-01", "1", Map.of("bias_usd", 1.0));
        Report second = report("2017-03-01", "2017-03-01", "2", Map.of("bias_usd", 2.0, "brier_score", 0.25));
        Report third = report("2017-03-01", "2017-03-01", "3", Map.of("bias_usd", 2.0, "skill_ratio", 0.1));

        List<Report.Change> changes =
                new Changes("America/New_York", false).since(List.of(second, first), third.recentSessions());

        assertThat(changes)
                .containsExactly(
                        new Report.Change("2017-03-01", "normal", 1, "brier_score", 0.25, null),
                        new Report.Change("2017-03-01", "normal", 1, "skill_ratio", null, 0.1));
        assertThat(new Changes("Asia/Tokyo", false).since(List.of(second), third.recentSessions()))
                .as("days of another zone are other days")
                .isEmpty();
        assertThat(new Changes("America/New_York", true).since(List.of(second), third.recentSessions()))
                .isEmpty();
    }
}
