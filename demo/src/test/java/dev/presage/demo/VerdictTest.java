package dev.presage.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.presage.demo.Ledger.Balance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
    private static final Path REPORT = Path.of("src/test/resources/dev/presage/demo/report.json");

    @TempDir
    private Path folder = Path.of("");

    @Test
    void saysOfEachModelWhatWasMeasuredAndWhatToThinkOfIt() throws Exception {
        Verdict verdict = Verdict.read(REPORT);

        assertThat(verdict.text("last week"))
                .isEqualTo(
                        """
                        Verdict over last week:
                          model earnings version 1: no forecast whose truth is known
                          model normal version 2: 1000 forecasts, 48.5 % of directions right (between 43.6 and 53.4, 95 % sure); \
                        promised were 52.0 %.
                            Always saying "down" would have been right 54.1 % of the time, so the model is worse than that: \
                        no skill, don't rely on it.""");
    }

    @Test
    void endsInOneLineOfJson() throws Exception {
        Verdict verdict = Verdict.read(REPORT);
        Balance balance = new Balance(102, 100, 2, 0, 0, Map.of("expired", 2));

        assertThat(new Summary(balance, verdict).json())
                .isEqualTo("{\"requests\":102,\"predicted\":100,\"rejected\":2,\"unaccounted\":0,\"evaluated\":1000,"
                        + "\"accuracy\":{\"normal\":0.485,\"earnings\":null}}");
    }

    @ParameterizedTest
    @CsvSource({
        "0.40, 0.50, 0.51, worse than that",
        "0.52, 0.60, 0.51, better than that",
        "0.45, 0.55, 0.51, not to be told from that",
    })
    void callsAModelGoodOrBadOnlyWhenItsIntervalLeavesOutTheBaseline(
            double lower, double upper, double baseline, String words) {
        assertThat(new Verdict.Accuracy((lower + upper) / 2, lower, upper, baseline, 0.5).inWords())
                .startsWith(words);
    }

    @Test
    void refusesAReportOfTheVersionBefore() throws IOException {
        Path report = Files.writeString(
                folder.resolve("report.json"),
                Files.readString(REPORT).replace("\"schema_version\": 2", "\"schema_version\": 1"));

        assertThatThrownBy(() -> Verdict.read(report)).hasMessage(report + ": schema_version is 1, expected 2");
    }
}
