package dev.presage.evaluator.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.presage.evaluator.measure.ForecastState;
import dev.presage.evaluator.measure.Measure;
import dev.presage.evaluator.measure.Window;
import dev.presage.evaluator.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports as each version of the evaluator's schema wrote them, which stay as they are. */
class GoldenReportTest {
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final String WHAT_TO_DO =
            "report.json is not what golden files say of schema_version " + Report.SCHEMA_VERSION
                    + ". If you did not mean to change it, undo that. If you did, raise Report.SCHEMA_VERSION, tell it in Report's docstring and in "
                    + "CHANGELOG.md, and add a report of the new version to " + GOLDEN
                    + "; the files that are there stay as they are";

    private final List<String> warnings = new ArrayList<>();

    /** The folder of the day that a report of today's version tells of. */
    private static Path current() throws IOException {
        try (Stream<Path> days = Files.list(GOLDEN).filter(Files::isDirectory)) {
            for (Path day : days.sorted().toList()) {
                if (json(day.resolve("report.json")).path("schema_version").intValue() == Report.SCHEMA_VERSION) {
                    return day;
                }
            }
        }
        throw new AssertionError(WHAT_TO_DO);
    }

    private static JsonNode json(Path report) throws IOException {
        return new JsonMapper().readTree(report.toFile());
    }

    private List<Report> read(LocalDate day) {
        return new ReportFolder(GOLDEN).telling(day, day, warnings);
    }

    @Test
    void readsAndWritesReportsAsThisVersionAlwaysDid(@TempDir Path folder) throws IOException {
        Path golden = current();

        List<Report> reports = read(LocalDate.parse(String.valueOf(golden.getFileName())));

        assertThat(warnings).as(WHAT_TO_DO).isEmpty();
        assertThat(reports).hasSize(1);
        assertThat(json(new ReportFolder(folder).write(reports.get(0))))
                .as(WHAT_TO_DO)
                .isEqualTo(json(golden.resolve("report.json")));
    }

    /** A figure that has another name would be told as one that is gone and one that is new. */
    @Test
    void figuresHaveTheNamesThatTheyAlwaysHad() throws IOException {
        JsonNode golden = json(current().resolve("report.json"));
        Set<String> measures = new TreeSet<>();
        golden.findValues("measures").forEach(each -> each.fieldNames().forEachRemaining(measures::add));

        assertThat(Stream.of(Measure.values()).map(Measure::label))
                .as(WHAT_TO_DO)
                .containsAll(measures);
        assertThat(Stream.of(ForecastState.values()).map(ForecastState::label))
                .as(WHAT_TO_DO)
                .containsExactlyInAnyOrderElementsOf(golden.at("/totals/session")::fieldNames);
        assertThat(Stream.of(Window.values()).map(Window::label))
                .as(WHAT_TO_DO)
                .containsExactlyInAnyOrderElementsOf(golden.path("windows")::fieldNames);
        assertThat(measures).hasSizeGreaterThan(15);
    }

    /** Its bounds were others: compared with it, every figure would seem to have changed. */
    @Test
    void doesNotCompareWithTheReportThatVersion1Wrote() {
        assertThat(read(LocalDate.parse("2026-11-20"))).isEmpty();

        assertThat(warnings)
                .containsExactly(
                        "the earlier report src/test/resources/golden/2026-11-20/report.json can't be compared with:"
                                + " schema_version is 1, expected 2");
    }
}
