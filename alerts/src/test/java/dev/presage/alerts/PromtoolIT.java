package dev.presage.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PromtoolIT {

    static List<Tool> promtools() throws IOException, InterruptedException {
        return Tool.promtools();
    }

    @ParameterizedTest
    @MethodSource("promtools")
    void prometheusLoadsTheConfiguration(Tool promtool) throws IOException, InterruptedException {
        Tool.Outcome outcome = promtool.run("check", "config", "prometheus.yml");

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
        assertThat(outcome.output())
                .contains(Repository.files("alerts/rules", ".yml").size() + " rule files found");
    }

    @ParameterizedTest
    @MethodSource("promtools")
    void promtoolFindsNothingWrongWithTheRules(Tool promtool) throws IOException, InterruptedException {
        Tool.Outcome outcome =
                promtool.run(onFiles("alerts/rules", ".yml", "check", "rules", "--lint=all", "--lint-fatal"));

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    }

    @ParameterizedTest
    @MethodSource("promtools")
    void theRulesPassTheirTests(Tool promtool) throws IOException, InterruptedException {
        Tool.Outcome outcome = promtool.run(onFiles("alerts/tests", "_test.yml", "test", "rules"));

        assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    }

    private static String[] onFiles(String folder, String ending, String... command) {
        return Stream.concat(
                        Stream.of(command),
                        Repository.files(folder, ending).stream().map(Repository::name))
                .toArray(String[]::new);
    }
}
