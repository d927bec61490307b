package dev.presage.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RunbooksTest {
    private static final List<String> SECTIONS = List.of(
            "Meaning",
            "Impact",
            "Diagnosis",
            "Mitigation",
            "Looks like this but isn't",
            "How to see that it is over",
            "Silence command");
    private static final Pattern COMMANDS = Pattern.compile("```sh\\n(.*?)```", Pattern.DOTALL);

    static Stream<String> alerts() {
        return Rule.alerts().stream().map(Rule::name).distinct();
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void everyAlertHasARunbookOfSevenSections(String alert) {
        String runbook = Repository.read(Rule.runbook(alert));
        Map<String, String> sections = sections(runbook);

        assertThat(runbook).startsWith("# " + alert + "\n");
        assertThat(sections.keySet()).containsExactlyElementsOf(SECTIONS);
        assertThat(sections)
                .allSatisfy((section, text) -> assertThat(text).as(section).hasSizeGreaterThan(40));
        assertThat(commands(sections, "Diagnosis")).hasSizeGreaterThanOrEqualTo(3);
        assertThat(commands(sections, "Silence command"))
                .anyMatch(command -> command.startsWith("amtool silence add ")
                        && command.contains("alertname=" + alert)
                        && command.contains("--duration=")
                        && command.contains("--comment="));
    }

    @Test
    void noRunbookIsLeftOfAnAlertThatIsGone() {
        assertThat(Repository.files("alerts/runbooks", ".md"))
                .extracting(Path::getFileName)
                .extracting(Path::toString)
                .containsExactlyInAnyOrderElementsOf(
                        alerts().map(alert -> alert + ".md").toList());
    }

    private static Map<String, String> sections(String runbook) {
        Map<String, String> sections = new LinkedHashMap<>();
        String[] parts = runbook.split("\n## ", -1);
        for (String part : Arrays.asList(parts).subList(1, parts.length)) {
            int lineEnd = part.indexOf('\n');
            sections.put(part.substring(0, lineEnd), part.substring(lineEnd).strip());
        }
        return sections;
    }

    /** The commands to copy, each on a line of its own; comments left out. */
    private static List<String> commands(Map<String, String> sections, String section) {
        List<String> commands = new ArrayList<>();
        Matcher block = COMMANDS.matcher(sections.getOrDefault(section, ""));
        while (block.find()) {
            block.group(1)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(commands::add);
        }
        return commands;
    }
}
