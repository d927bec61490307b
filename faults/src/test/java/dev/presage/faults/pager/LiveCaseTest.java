package dev.presage.faults.pager;

import static org.assertj.core.api.Assertions.assertThat;

import dev.presage.faults.Scale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LiveCaseTest {
    private static final Set<String> ALL_OF = Set.of("evaluation.yml", "model.yml");

    @Test
    void thereIsOneOfEachAlert() throws IOException {
        Path unused = Path.of("unused");
        List<Incident.Expected> live = Stream.of(
                        new DowntimeScene(unused),
                        new RequestScene(unused),
                        new EvaluationScene(unused),
                        new WatcherScene())
                .flatMap(scene -> scene.cases(Scale.LONG).stream())
                .flatMap(played -> played instanceof Incident incident ? incident.alerts().stream() : Stream.empty())
                .toList();

        assertThat(shipped()).allSatisfy(alert -> assertThat(live)
                .anyMatch(expected -> expected.name().equals(alert.name())
                        && expected.severity().equals(alert.severity())));
    }

    @Test
    void thePageHasARowOfEachAlert() throws IOException {
        List<String> rows = Files.readAllLines(LivePage.PAGE.committed());

        assertThat(shipped()).allSatisfy(alert -> assertThat(rows)
                .anyMatch(row -> row.contains("/%s.md) | %s,".formatted(alert.name(), alert.severity()))));
    }

    /** The alerts that must have been seen live: all critical ones, and all on evaluations and models. */
    private static List<ShippedAlert> shipped() throws IOException {
        List<ShippedAlert> alerts = ShippedAlert.all().stream()
                .filter(alert -> alert.isCritical() || ALL_OF.contains(alert.file()))
                .toList();
        assertThat(alerts).isNotEmpty();
        return alerts;
    }
}
